import { Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { AskFirst } from "../../components/ask-first.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Takes the key off this computer; the work is kept and waits. */
export function RemoveKey() {
	const t = useWords("hq");
	const [isAsking, setAsking] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = useDo("hq.connect");
	const go = async () => {
		const answer = await save.run({ apiKey: "" });
		if (answer.ok) setAsking(false);
		else setProblem(answer.problem);
	};
	return (
		<AskFirst
			words={{
				open: t("removeKey.open"),
				title: t("removeKey.title"),
				close: t("close"),
				go: t("removeKey.go"),
				cancel: t("cancel"),
			}}
			isOpen={isAsking}
			busy={save.busy}
			onOpen={() => setAsking(true)}
			onClose={() => setAsking(false)}
			onGo={() => void go()}
		>
			<Text>{t("removeKey.words")}</Text>
			<Trouble problem={problem} />
		</AskFirst>
	);
}
