import { Anchor } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useWords } from "../../words.ts";
import classes from "./help.module.css";
import { helpPages, isHelpPage, useHelpPage } from "./help-pages.ts";
import { Markdown } from "./markdown.tsx";

/** One help page with the list of all. */
export function HelpScene() {
	const t = useWords("help");
	const { page } = useParams({ from: "/help/$page" });
	const name = isHelpPage(page) ? page : "getting-started";
	const source = useHelpPage(name);
	return (
		<>
			<nav aria-label={t("pages")}>
				<ul className={classes.list}>
					{helpPages.map((one) => (
						<li key={one}>
							<Link to="/help/$page" params={{ page: one }} {...(one === name ? { "aria-current": "page" } : {})}>
								{t(`page.${one}`)}
							</Link>
						</li>
					))}
				</ul>
			</nav>
			{source && (
				<Markdown
					source={source}
					headingFrom={1}
					link={(to, words) => (
						<Anchor component={Link} to={`/help/${to}`} inherit underline="always">
							{words}
						</Anchor>
					)}
				/>
			)}
		</>
	);
}
