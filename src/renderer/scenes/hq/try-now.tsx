import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { HqStatus, Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Tries HQ at once instead of when it is due. */
export function TryNow({ status }: { status: HqStatus }) {
	const t = useWords("hq");
	const go = useDo("hq.tryNow");
	const [problem, setProblem] = useState<Problem | null>(null);
	return (
		<>
			<Button
				leftSection={<IconRefresh size={16} aria-hidden />}
				loading={go.busy}
				disabled={status.state === "running"}
				onClick={async () => {
					const answer = await go.run({});
					setProblem(answer.ok ? null : answer.problem);
				}}
			>
				{t(status.state === "running" ? "trying" : "tryNow")}
			</Button>
			{problem && <span role="alert">{problemWords(problem)}</span>}
		</>
	);
}
