import { Text, Title } from "@mantine/core";
import {
	type Icon,
	IconAlertTriangle,
	IconCircleCheck,
	IconHandStop,
	IconMail,
	IconQuestionMark,
	IconX,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Home } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";
import classes from "./home.module.css";

type Need = "unread" | "reviews" | "held" | "failed" | "unknown";
type Way = { tab: "inbox"; with?: string } | { tab: "log"; state: string } | { tab: "unclear" | "held" };

const looks: Record<Need, { icon: Icon; colour: string; search: Way }> = {
	unread: { icon: IconMail, colour: "var(--mantine-color-anchor)", search: { tab: "inbox" } },
	reviews: { icon: IconAlertTriangle, colour: "var(--outpost-wait)", search: { tab: "inbox" } },
	held: { icon: IconHandStop, colour: "var(--outpost-wait)", search: { tab: "held" } },
	failed: { icon: IconX, colour: "var(--outpost-bad)", search: { tab: "log", state: "failed" } },
	unknown: { icon: IconQuestionMark, colour: "var(--outpost-wait)", search: { tab: "unclear" } },
};

/** What only a person can settle, each line leading to it. */
export function NeedsNow({ home }: { home: Home }) {
	const t = useWords("shell");
	const needs = (Object.keys(looks) as Need[]).filter((need) => home[need] > 0);
	return (
		<section aria-labelledby="needs-now" className={classes.part}>
			<Title order={2} id="needs-now" mb="sm">
				{t("home.now")}
			</Title>
			{needs.length === 0 ? (
				<Text className={classes.line}>
					<IconCircleCheck size={18} color="var(--outpost-good)" aria-hidden />
					{t("home.nothing")}
				</Text>
			) : (
				<ul className={classes.lines}>
					{needs.map((need) => {
						const { icon: Shape, colour, search } = looks[need];
						const way: Way =
							need === "reviews" && home.oldestReview ? { tab: "inbox", with: home.oldestReview.digits } : search;
						return (
							<li key={need}>
								<Link to="/messages" search={way} className={classes.line}>
									<Shape size={18} color={colour} aria-hidden />
									{t(`home.need.${need}`, { count: home[need] })}
								</Link>
							</li>
						);
					})}
				</ul>
			)}
		</section>
	);
}
