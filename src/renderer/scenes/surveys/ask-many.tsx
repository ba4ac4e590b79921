import { Button, Group, Modal, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { InputOf, Problem, SurveyView } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

type Filter = NonNullable<InputOf<"surveys.count">["filter"]>;

/** Starts a survey for everybody a filter takes in: said first in numbers, who will be asked and who not, and what it costs. */
export function AskMany({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button disabled={survey.questions === 0} onClick={() => setOpen(true)}>
				{t("many.open")}
			</Button>
			<Modal
				opened={isOpen}
				onClose={() => setOpen(false)}
				title={t("many.title", { name: isolated(survey.name) })}
				closeButtonProps={{ "aria-label": t("cancel") }}
			>
				<Form survey={survey} onClose={() => setOpen(false)} />
			</Modal>
		</>
	);
}

function Form({ survey, onClose }: { survey: SurveyView; onClose(): void }) {
	const t = useWords("surveys");
	const vocabulary = useAsk("cases.vocabulary", {}).data;
	const [filter, setFilter] = useState<Filter>({ search: "" });
	const [perMinute, setPerMinute] = useState(20);
	const [problem, setProblem] = useState<Problem | null>(null);
	const count = useAsk("surveys.count", { survey: survey.id, filter }, { keepPrevious: true });
	const start = useDo("surveys.startMany");
	const doIt = async () => {
		const answer = await start.run({ survey: survey.id, filter, perMinute });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	const askable = count.data?.askable ?? 0;
	return (
		<Stack gap="md">
			<Select
				label={t("many.type")}
				placeholder={t("many.anyType")}
				clearable
				clearButtonProps={{ "aria-label": t("many.anyType") }}
				data={vocabulary?.types ?? []}
				value={filter.type ?? null}
				onChange={(type) => setFilter({ ...filter, type: type ?? undefined })}
			/>
			<NumberInput
				label={t("many.pace")}
				description={t("many.paceHint")}
				min={1}
				max={600}
				allowDecimal={false}
				value={perMinute}
				onChange={(value) => setPerMinute(Math.max(1, Math.min(600, Number(value) || 1)))}
			/>
			{count.data && (
				<div role="status">
					<Text>
						{t("many.says", { count: askable, total: count.data.total })}{" "}
						{askable > 0 &&
							t("many.cost", { parts: count.data.parts, minutes: Math.max(1, Math.ceil(askable / perMinute)) })}
					</Text>
					<ul>
						{count.data.refused.map(({ code, count: people }) => (
							<li key={code}>
								<Text size="sm">{t("runs.refusedOne", { number: people, why: problemWords({ code }) })}</Text>
							</li>
						))}
					</ul>
				</div>
			)}
			<Trouble problem={problem ?? count.problem} />
			<Group gap="sm">
				<Button loading={start.busy} disabled={askable === 0} onClick={() => void doIt()}>
					{t("many.go", { count: askable })}
				</Button>
				<Button variant="default" onClick={onClose}>
					{t("cancel")}
				</Button>
			</Group>
		</Stack>
	);
}
