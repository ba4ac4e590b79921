import { Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CaseView, Problem } from "../../../core/api/index.ts";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { reopenId } from "./best-action.tsx";
import classes from "./case.module.css";

/** Closing, and for supervisors deleting: each asked once more, in place. */
export function CaseEnd({ view, mayDelete }: { view: CaseView; mayDelete: boolean }) {
	const t = useWords("contacts");
	const navigate = useNavigate();
	const close = useDo("cases.close");
	const remove = useDo("cases.delete");
	const [asking, setAsking] = useState<"close" | "delete" | null>(null);
	const opener = useReturnFocus<HTMLButtonElement>(asking !== null);
	const [problem, setProblem] = useState<Problem | null>(null);

	const isClosedHere = useRef(false);
	useEffect(() => {
		// The question and the button that opened it are gone: on to what can be done now.
		if (!isClosedHere.current || !view.closed || asking) return;
		isClosedHere.current = false;
		document.getElementById(reopenId)?.focus();
	}, [view.closed, asking]);

	const doIt = async () => {
		const answer = asking === "delete" ? await remove.run({ id: view.id }) : await close.run({ id: view.id });
		setProblem(answer.ok ? null : answer.problem);
		if (!answer.ok) return;
		isClosedHere.current = asking === "close";
		setAsking(null);
		if (asking === "delete") void navigate({ to: "/contacts" });
	};
	return (
		<section>
			{problem && <Text role="alert">{problemWords(problem)}</Text>}
			{asking && (
				// biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the question from either button
				<div onKeyDown={(event) => event.key === "Escape" && setAsking(null)}>
					<Text size="sm" id="end-sure">
						{t(asking === "delete" ? "case.deleteSure" : "case.closeSure")}
					</Text>
					<Group gap="sm" mt={8}>
						<Button autoFocus loading={close.busy || remove.busy} aria-describedby="end-sure" onClick={doIt}>
							{t(asking === "delete" ? "case.deleteYes" : "case.closeYes")}
						</Button>
						<Button variant="default" onClick={() => setAsking(null)}>
							{t("case.cancel")}
						</Button>
					</Group>
				</div>
			)}
			{!asking && (
				<div className={classes.acts}>
					{!view.closed && (
						<Button ref={opener} size="compact-sm" variant="default" onClick={() => setAsking("close")}>
							{t("case.close")}
						</Button>
					)}
					{mayDelete && (
						<Button size="compact-sm" variant="default" onClick={() => setAsking("delete")}>
							{t("case.delete")}
						</Button>
					)}
				</div>
			)}
		</section>
	);
}
