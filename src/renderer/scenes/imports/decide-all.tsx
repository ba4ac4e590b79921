import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { ImportBatch, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import type { RowFilter } from "./use-import-rows.ts";

/** The same decision for every row that needs one, or for those with the reason that is filtered by. */
export function DecideAll({
	batch,
	filter,
	onDone,
}: {
	batch: ImportBatch;
	filter: RowFilter;
	onDone(said: string): void;
}) {
	const t = useWords("imports");
	const decide = useDo("imports.decide");
	const [problem, setProblem] = useState<Problem | null>(null);
	const code = batch.codes.find((one) => one.code === filter.code);
	const run = async (as: "take" | "skip") => {
		const answer = await decide.run({ batch: batch.id, as, ...(code ? { code: code.code } : {}) });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) onDone(t(`decide.done.${as}`));
	};
	return (
		<div className={classes.acts}>
			<Text size="sm">{code ? t("decide.ofReason") : t("decide.all", { count: batch.undecided })}</Text>
			<Button variant="default" size="compact-sm" loading={decide.busy} onClick={() => void run("take")}>
				{t("decide.take")}
			</Button>
			<Button variant="default" size="compact-sm" loading={decide.busy} onClick={() => void run("skip")}>
				{t("decide.skip")}
			</Button>
			<Trouble problem={problem} />
		</div>
	);
}
