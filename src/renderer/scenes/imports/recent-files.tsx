import { Button, Text } from "@mantine/core";
import { useEffect } from "react";
import { UserText } from "../../components/user-text.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import type { ChosenFile } from "./choose-file.tsx";
import classes from "./imports.module.css";

/** Files that this person chose before and that are still here, to be begun with once more. */
export function RecentFiles({ onChosen }: { onChosen(chosen: ChosenFile): void }) {
	const t = useWords("imports");
	const { data, refetch } = useAsk("imports.recent", {});
	// What was chosen since the page was left is told by no event.
	useEffect(() => void refetch(), [refetch]);
	if (!data || data.length === 0) return null;
	return (
		<ul className={classes.recent} aria-labelledby="recent-files">
			<Text component="li" size="sm" id="recent-files">
				{t("choose.recent")}
			</Text>
			{data.map(({ file, name }) => (
				<li key={file}>
					<Button variant="default" size="compact-sm" onClick={() => onChosen({ file, name })}>
						<span className={classes.recentName}>
							<UserText text={name} clip />
						</span>
					</Button>
				</li>
			))}
		</ul>
	);
}
