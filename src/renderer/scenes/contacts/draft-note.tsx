import { Button, Text } from "@mantine/core";
import { exactly } from "../../components/when.tsx";
import { locale, useWords } from "../../words.ts";
import classes from "./register.module.css";

/** Says that a half-filled form has come back, and offers to be rid of it. */
export function DraftNote({ savedAt, onDiscard }: { savedAt: string; onDiscard(): void }) {
	const t = useWords("contacts");
	return (
		<div className={classes.note} role="status">
			<Text size="sm" className={classes.noteText}>
				{t("draft.back", { when: exactly(savedAt, locale()) })}
			</Text>
			<Button variant="default" size="compact-sm" onClick={onDiscard}>
				{t("draft.discard")}
			</Button>
		</div>
	);
}
