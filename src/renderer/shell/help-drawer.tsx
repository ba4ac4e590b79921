import { Anchor, Drawer, Kbd, Text, Title } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import classes from "../scenes/help/help.module.css";
import { type HelpPageName, helpPages, isHelpPage, pageFor, useHelpPage } from "../scenes/help/help-pages.ts";
import { Markdown } from "../scenes/help/markdown.tsx";
import { useWords } from "../words.ts";
import { placeOf } from "./places.ts";
import { useSingleKeys } from "./single-keys.ts";

/** Help beside the work: the page that fits the scene first, every other one click away. */
export function HelpDrawer({ opened, onClose }: { opened: boolean; onClose(): void }) {
	const t = useWords("help");
	return (
		<Drawer
			opened={opened}
			onClose={onClose}
			position="right"
			size={460}
			title={t("title")}
			closeButtonProps={{ "aria-label": t("close") }}
		>
			<HelpContent />
		</Drawer>
	);
}

function HelpContent() {
	const t = useWords("help");
	const { pathname } = useLocation();
	const [chosen, setChosen] = useState<HelpPageName | null>(null);
	const name = chosen ?? pageFor(placeOf(pathname));
	const source = useHelpPage(name);
	const go = (page: string) => isHelpPage(page) && setChosen(page);
	return (
		<>
			<nav aria-label={t("pages")}>
				<ul className={classes.list}>
					{helpPages.map((one) => (
						<li key={one}>
							<Anchor
								component="button"
								type="button"
								aria-current={one === name ? "page" : undefined}
								onClick={() => go(one)}
							>
								{t(`page.${one}`)}
							</Anchor>
						</li>
					))}
				</ul>
			</nav>
			{source && (
				<Markdown
					source={source}
					headingFrom={2}
					link={(page, words) => (
						<Anchor component="button" type="button" inherit underline="always" onClick={() => go(page)}>
							{words}
						</Anchor>
					)}
				/>
			)}
			<KeyList />
		</>
	);
}

const keys = ["search", "new", "help", "lock", "save"] as const;

function KeyList() {
	const t = useWords("help");
	const areOn = useSingleKeys();
	return (
		<section>
			<Title order={2} mt="xl" mb="xs">
				{t("keys.title")}
			</Title>
			{!areOn && <Text size="sm">{t("keys.off")}</Text>}
			<table>
				<tbody>
					{keys.map((key) => (
						<tr key={key}>
							<th scope="row" style={{ textAlign: "start", paddingInlineEnd: 12 }}>
								<Kbd dir="ltr">{t(`keys.${key}.key`)}</Kbd>
							</th>
							<td>{t(`keys.${key}.does`)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
