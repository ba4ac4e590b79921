import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ConversationRow } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import classes from "./home.module.css";

const most = 6;

/** Who has waited longest for an answer. */
export function Waiting({ rows }: { rows: ConversationRow[] }) {
	const t = useWords("shell");
	return (
		<section aria-labelledby="waiting" className={classes.part}>
			<Title order={2} id="waiting" mb="sm">
				{t("home.waiting")}
			</Title>
			<ul className={classes.lines}>
				{rows.slice(0, most).map((row) => (
					<li key={row.digits}>
						<Link to="/messages" search={{ tab: "inbox", with: row.digits }} className={classes.conversation}>
							<span className={classes.who}>
								{row.contact ? <bdi>{row.contact.name}</bdi> : <PhoneText digits={row.digits} />}
							</span>
							<bdi className={classes.text}>{row.lastText ?? ""}</bdi>
							<span className={classes.when}>
								<When at={row.lastAt} quiet />
							</span>
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
