import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseView, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { composerId } from "./case-conversation.tsx";
import type { OpenPart } from "./case-scene.tsx";
import { isInUse } from "./is-in-use.ts";

/** Where the focus goes once a case was closed. */
export const reopenId = "case-reopen";

/** The one most useful thing to do with this contact now; none where only the person can go on. */
export function BestAction({ view, onOpen }: { view: CaseView; onOpen(part: OpenPart): void }) {
	const t = useWords("contacts");
	const consentWords = useWords("consent");
	const holder = view.number.inUseBy;
	if (view.closed) return <Reopen id={view.id} />;
	if (!view.number.digits) return <Button onClick={() => onOpen("details")}>{t("case.addNumber")}</Button>;
	if (view.optedOut) return null;
	if (view.consent.state === "declined" || view.consent.state === "withdrawn")
		return (
			// They have said no: the way is there, but nobody is urged to ask them again.
			<Button variant="default" onClick={() => onOpen("consent")}>
				{consentWords("recordAgain")}
			</Button>
		);
	if (view.mayText.code === "NO_OPT_IN_CONSENT" || view.consent.state === "unknown")
		return <Button onClick={() => onOpen("consent")}>{consentWords("record")}</Button>;
	if (isInUse(view) && holder?.kind === "case" && holder.project === view.project)
		return (
			<Button maw={280} renderRoot={(props) => <Link to="/contacts/$id" params={{ id: holder.id }} {...props} />}>
				{t("case.openHolder", { name: isolated(holder.name) })}
			</Button>
		);
	if (!view.mayText.allowed) return null;
	return <Button onClick={() => document.getElementById(composerId)?.focus()}>{t("case.write")}</Button>;
}

function Reopen({ id }: { id: string }) {
	const t = useWords("contacts");
	const reopen = useDo("cases.reopen");
	const [problem, setProblem] = useState<Problem | null>(null);
	return (
		<>
			{problem && <span role="alert">{problemWords(problem)}</span>}
			<Button
				id={reopenId}
				loading={reopen.busy}
				onClick={async () => {
					const answer = await reopen.run({ id });
					setProblem(answer.ok ? null : answer.problem);
				}}
			>
				{t("case.reopen")}
			</Button>
		</>
	);
}
