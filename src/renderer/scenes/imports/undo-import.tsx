import { Text } from "@mantine/core";
import { useState } from "react";
import type { ImportBatch, Problem, UndoOutlook } from "../../../core/api/index.ts";
import { AskFirst } from "../../components/ask-first.tsx";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import type { ImportWork } from "./use-import-work.ts";

/** Takes an import back: says first how much of it can be, and what stays. */
export function UndoImport({ batch, work }: { batch: ImportBatch; work: ImportWork }) {
	const t = useWords("imports");
	const [isOpen, setOpen] = useState(false);
	const ask = useDo("imports.undoOutlook");
	const [outlook, setOutlook] = useState<UndoOutlook | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const open = async () => {
		setOutlook(null);
		setOpen(true);
		const answer = await ask.run({ batch: batch.id });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) setOutlook(answer.value);
	};
	const doIt = () => {
		setOpen(false);
		void work.undo();
	};
	return (
		<AskFirst
			words={{
				open: t("undo.open"),
				title: t("undo.title", { file: isolated(batch.fileName) }),
				close: t("cancel"),
				go: t("undo.go"),
				cancel: t("cancel"),
			}}
			isOpen={isOpen}
			busy={ask.busy}
			onOpen={() => void open()}
			onClose={() => setOpen(false)}
			onGo={doIt}
		>
			<Text mb="sm">{t(batch.kind === "cases" ? "undo.meansCases" : "undo.meansWorkers")}</Text>
			{ask.busy && <Text role="status">{t("looking")}</Text>}
			<Trouble problem={problem} />
			{outlook && (
				<ul>
					<li>{t("undo.would", { count: outlook.reversed })}</li>
					<li>{t("undo.keeps", { count: outlook.kept })}</li>
					<li>{t("undo.cannot", { count: outlook.failed })}</li>
				</ul>
			)}
		</AskFirst>
	);
}
