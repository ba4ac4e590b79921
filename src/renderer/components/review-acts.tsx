import { Button } from "@mantine/core";
import { useState } from "react";
import type { MessageView, Problem } from "../../core/api/index.ts";
import { useDo } from "../core-client.tsx";
import { useMay } from "../office.tsx";
import { problemWords, useWords } from "../words.ts";
import classes from "./conversation.module.css";

/** Until somebody says what the text meant, no text goes to that number: two equal answers. */
export function ReviewActs({ message }: { message: MessageView }) {
	const t = useWords("messaging");
	const may = useMay();
	const settle = useDo("optOut.settleReview");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!message.awaitsReview || !may.people) return null;
	const say = async (as: "stop" | "not-a-stop") => {
		const answer = await settle.run({ messageId: message.id, as });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<>
			<div className={classes.acts}>
				<Button size="compact-sm" variant="default" disabled={settle.busy} onClick={() => void say("stop")}>
					{t("conversation.itIsAStop")}
				</Button>
				<Button size="compact-sm" variant="default" disabled={settle.busy} onClick={() => void say("not-a-stop")}>
					{t("conversation.itIsNoStop")}
				</Button>
			</div>
			{problem && (
				<p className={classes.reason} role="alert">
					{problemWords(problem)}
				</p>
			)}
		</>
	);
}
