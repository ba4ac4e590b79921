import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Above this many texts the person says once more that they mean it. */
const many = 200;

/** Asks every unverified default number for its 123: said first how many, what it costs and how long it takes. */
export function VerifyMany() {
	const t = useWords("workers");
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button variant="default" onClick={() => setOpen(true)}>
				{t("many.open")}
			</Button>
			<Modal
				opened={isOpen}
				onClose={() => setOpen(false)}
				title={t("many.title")}
				closeButtonProps={{ "aria-label": t("cancel") }}
			>
				<Form onClose={() => setOpen(false)} />
			</Modal>
		</>
	);
}

function Form({ onClose }: { onClose(): void }) {
	const t = useWords("workers");
	const [perMinute, setPerMinute] = useState(6);
	const [isSure, setSure] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const count = useAsk("workers.verifyCount", {});
	const start = useDo("workers.verifyMany");
	const askable = count.data?.askable ?? 0;
	const doIt = async () => {
		const answer = await start.run({ perMinute });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	return (
		<Stack gap="md">
			<NumberInput
				label={t("many.pace")}
				min={1}
				max={60}
				allowDecimal={false}
				value={perMinute}
				onChange={(value) => setPerMinute(Math.max(1, Math.min(60, Number(value) || 1)))}
			/>
			{count.data && (
				<div role="status">
					<Text>
						{t("many.says", { count: askable })}{" "}
						{askable > 0 &&
							t("many.cost", { parts: count.data.parts, minutes: Math.max(1, Math.ceil(askable / perMinute)) })}
					</Text>
					<ul>
						{Object.entries(count.data.refused).map(([code, people]) => (
							<li key={code}>
								<Text size="sm">{t("many.refused", { number: people, why: problemWords({ code }) })}</Text>
							</li>
						))}
					</ul>
				</div>
			)}
			{askable > many && (
				<Checkbox
					label={t("many.sure", { count: askable })}
					checked={isSure}
					onChange={(event) => setSure(event.currentTarget.checked)}
				/>
			)}
			<Trouble problem={problem ?? count.problem} />
			<Group gap="sm">
				<Button
					loading={start.busy}
					disabled={askable === 0 || (askable > many && !isSure)}
					onClick={() => void doIt()}
				>
					{t("many.go", { count: askable })}
				</Button>
				<Button variant="default" onClick={onClose}>
					{t("cancel")}
				</Button>
			</Group>
		</Stack>
	);
}
