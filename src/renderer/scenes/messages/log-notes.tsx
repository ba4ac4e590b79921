import { Button } from "@mantine/core";
import { IconQuestionMark, IconX } from "@tabler/icons-react";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./messages.module.css";

/** How many texts wait for a person's decision, and how many did not leave; each leads to them. */
export function LogNotes({ state, onState }: { state: string; onState(state: string): void }) {
	const t = useWords("messaging");
	const home = useAsk("reports.home", {}).data;
	if (!home || (home.unknown === 0 && home.failed === 0)) return null;
	return (
		<p className={classes.line} role="status">
			{home.unknown > 0 && (
				<span>
					<IconQuestionMark size={16} aria-hidden />
					{t("log.unclear", { count: home.unknown })}
					{state !== "unknown" && (
						<Button size="compact-sm" variant="default" onClick={() => onState("unknown")}>
							{t("log.showUnclear")}
						</Button>
					)}
				</span>
			)}
			{home.failed > 0 && (
				<span>
					<IconX size={16} aria-hidden />
					{t("log.failed", { count: home.failed })}
					{state !== "failed" && (
						<Button size="compact-sm" variant="default" onClick={() => onState("failed")}>
							{t("log.showFailed")}
						</Button>
					)}
				</span>
			)}
		</p>
	);
}
