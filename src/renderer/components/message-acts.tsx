import { Button } from "@mantine/core";
import { useState } from "react";
import type { MessageView, Problem } from "../../core/api/index.ts";
import { useDo } from "../core-client.tsx";
import { useMay } from "../office.tsx";
import { problemWords, useWords } from "../words.ts";
import classes from "./conversation.module.css";

/** What staff can still do about a text: take it back while it waits, or settle one whose fate is not known. */
export function MessageActs({ message }: { message: MessageView }) {
	const t = useWords("messaging");
	const may = useMay();
	const settle = useDo("messages.settle");
	const cancel = useDo("messages.cancel");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (message.direction === "in" || !may.people) return null;
	const after = (answer: { ok: true } | { ok: false; problem: Problem }) =>
		setProblem(answer.ok ? null : answer.problem);
	const busy = settle.busy || cancel.busy;
	return (
		<>
			{message.state === "unknown" && (
				<>
					<p className={classes.reason}>{problemWords({ code: "MESSAGE_UNKNOWN" })}</p>
					<div className={classes.acts}>
						{(["was-sent", "send-again"] as const).map((as) => (
							<Button
								key={as}
								size="compact-sm"
								variant="default"
								disabled={busy}
								onClick={async () => after(await settle.run({ id: message.id, as }))}
							>
								{as === "was-sent" ? t("conversation.wasSent") : t("conversation.sendAgain")}
							</Button>
						))}
					</div>
				</>
			)}
			{(message.state === "queued" || message.state === "held") && (
				<div className={classes.acts}>
					<Button
						size="compact-sm"
						variant="default"
						disabled={busy}
						onClick={async () => after(await cancel.run({ id: message.id }))}
					>
						{t("conversation.cancel")}
					</Button>
				</div>
			)}
			{problem && (
				<p className={classes.reason} role="alert">
					{problemWords(problem)}
				</p>
			)}
		</>
	);
}
