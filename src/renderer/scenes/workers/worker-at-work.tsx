import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem, WorkerView } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Deactivating, asked once more in place, and taking back. */
export function WorkerAtWork({ worker }: { worker: WorkerView }) {
	const t = useWords("workers");
	const deactivate = useDo("workers.deactivate");
	const reactivate = useDo("workers.reactivate");
	const [isAsking, setAsking] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(isAsking);
	const [problem, setProblem] = useState<Problem | null>(null);
	const run = async (verb: typeof deactivate | typeof reactivate) => {
		const answer = await verb.run({ username: worker.username });
		setProblem(answer.ok ? null : answer.problem);
		setAsking(false);
	};
	return (
		<section aria-label={t("work.title")}>
			<Trouble problem={problem} />
			{!worker.active && (
				<>
					<Text size="sm" mb="sm">
						{t("work.isInactive")}
					</Text>
					<Button loading={reactivate.busy} onClick={() => void run(reactivate)}>
						{t("work.reactivate")}
					</Button>
				</>
			)}
			{worker.active && isAsking && (
				<>
					<Text size="sm" mb="sm">
						{t("work.sure")}
					</Text>
					<Group gap="sm">
						<Button autoFocus loading={deactivate.busy} onClick={() => void run(deactivate)}>
							{t("work.go")}
						</Button>
						<Button variant="default" onClick={() => setAsking(false)}>
							{t("cancel")}
						</Button>
					</Group>
				</>
			)}
			{worker.active && !isAsking && (
				<Button ref={opener} size="compact-sm" variant="default" onClick={() => setAsking(true)}>
					{t("work.deactivate")}
				</Button>
			)}
		</section>
	);
}
