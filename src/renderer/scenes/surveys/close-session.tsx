import { Button } from "@mantine/core";
import { useState } from "react";
import type { Problem, SessionView } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Lets somebody out of a survey they are in. */
export function CloseSession({ session }: { session: SessionView }) {
	const t = useWords("surveys");
	const close = useDo("surveys.closeSession");
	const [problem, setProblem] = useState<Problem | null>(null);
	return (
		<>
			<Button
				size="compact-sm"
				variant="default"
				loading={close.busy}
				aria-label={t("people.closeOf", { name: isolated(session.contact.name) })}
				onClick={async () => {
					const answer = await close.run({ id: session.id });
					setProblem(answer.ok ? null : answer.problem);
				}}
			>
				{t("people.close")}
			</Button>
			{problem && <span role="alert">{problemWords(problem)}</span>}
		</>
	);
}
