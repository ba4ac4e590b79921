import { Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { AskFirst } from "../../components/ask-first.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Taking a gateway away says first how many texts that stops. */
export function RemoveGateway({ name, queued, onRemoved }: { name: string; queued: number; onRemoved(): void }) {
	const t = useWords("gateway");
	const [isAsking, setAsking] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const remove = useDo("gateway.remove");
	const go = async () => {
		const answer = await remove.run({ name });
		if (answer.ok) onRemoved();
		else setProblem(answer.problem);
	};
	return (
		<AskFirst
			words={{
				open: t("remove.open"),
				title: t("remove.title", { name }),
				close: t("close"),
				go: t("remove.go"),
				cancel: t("cancel"),
			}}
			isOpen={isAsking}
			busy={remove.busy}
			onOpen={() => setAsking(true)}
			onClose={() => setAsking(false)}
			onGo={() => void go()}
		>
			<Text>{t("remove.words", { count: queued })}</Text>
			<Trouble problem={problem} />
		</AskFirst>
	);
}
