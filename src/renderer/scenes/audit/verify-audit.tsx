import { Button, Modal, Text } from "@mantine/core";
import { useState } from "react";
import type { AuditVerdict, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Checks the whole chain and says in words what came of it. */
export function VerifyAudit() {
	const t = useWords("audit");
	const verify = useDo("audit.verify");
	const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const isOpen = verdict !== null || problem !== null;
	const close = () => {
		setVerdict(null);
		setProblem(null);
	};
	const go = async () => {
		const answer = await verify.run({});
		if (answer.ok) setVerdict(answer.value);
		else setProblem(answer.problem);
	};
	return (
		<>
			<Button variant="default" loading={verify.busy} onClick={() => void go()}>
				{t("verify.go")}
			</Button>
			<Modal
				opened={isOpen}
				onClose={close}
				title={t("verify.title")}
				closeButtonProps={{ "aria-label": t("verify.close") }}
			>
				<Trouble problem={problem} />
				{verdict?.intact && <Text>{t("verify.intact", { count: verdict.lines })}</Text>}
				{verdict && !verdict.intact && <Text role="alert">{t("verify.broken", { line: verdict.firstBad ?? 0 })}</Text>}
			</Modal>
		</>
	);
}
