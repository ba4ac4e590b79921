import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../words.ts";
import classes from "./home.module.css";

const things = [
	{ name: "register", to: "/contacts/new" },
	{ name: "send", to: "/contacts" },
	{ name: "answer", to: "/messages" },
	{ name: "stop", to: "/contacts" },
	{ name: "pause", to: "/gateways" },
	{ name: "hq", to: "/hq" },
] as const;

/** What to do first in the practice office, in the order of a working day. */
export function ThingsToTry() {
	const t = useWords("shell");
	return (
		<section aria-labelledby="things-to-try" className={classes.part}>
			<Title order={2} id="things-to-try" mb="sm">
				{t("practice.try.title")}
			</Title>
			<ol className={classes.things}>
				{things.map(({ name, to }) => (
					<li key={name}>
						<Link to={to}>{t(`practice.try.${name}`)}</Link>
					</li>
				))}
			</ol>
		</section>
	);
}
