import { Autocomplete, Button, NumberInput, Select, Switch, Text, Textarea, TextInput } from "@mantine/core";
import type { Question } from "../../../core/api/index.ts";
import { CostCount } from "../../components/text-cost.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ChoiceFields } from "./choice-fields.tsx";
import { propertyFrom, questionKinds } from "./survey-values.ts";
import classes from "./surveys.module.css";

/** One question: what is asked, what counts as an answer, and where it is kept. */
export function QuestionFields(props: {
	number: number;
	of: number;
	question: Question;
	/** Language of the words shown. */
	tongue: string;
	properties: string[];
	error: string | undefined;
	onChange(question: Question): void;
	onMove(by: -1 | 1): void;
	onRemove(): void;
}) {
	const t = useWords("surveys");
	const { question, tongue } = props;
	const change = (part: Partial<Question>) => props.onChange({ ...question, ...part });
	const text = question.text[tongue] ?? "";
	const cost = useAsk("messages.cost", { text }, { enabled: text !== "", keepPrevious: true }).data;
	const number = props.number;
	const isConsent = question.kind === "consent";
	return (
		<fieldset className={classes.question} data-field={`questions.${number - 1}`}>
			<legend>{t("question.legend", { number })}</legend>
			{props.error && (
				<Text size="sm" c="red" role="alert">
					{props.error}
				</Text>
			)}
			<Select
				label={t("question.kind")}
				data={questionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
				value={question.kind}
				allowDeselect={false}
				onChange={(kind) => change({ kind: questionKinds.find((one) => one === kind) ?? "text" })}
			/>
			{isConsent ? (
				<Text size="sm">{t("question.consentMeans")}</Text>
			) : (
				<>
					<Textarea
						label={t("question.text")}
						autosize
						minRows={2}
						dir="auto"
						lang={tongue === "*" ? undefined : tongue}
						value={text}
						onChange={(event) => change({ text: { ...question.text, [tongue]: event.currentTarget.value } })}
						onBlur={() => question.property === "" && change({ property: propertyFrom(text) })}
						inputContainer={(input) => (
							<>
								{input}
								{cost && text !== "" && (
									<Text size="xs" c="dimmed">
										<CostCount cost={cost} />
									</Text>
								)}
							</>
						)}
					/>
					<Autocomplete
						label={t("question.property")}
						description={t("question.propertyHint")}
						data={["name", ...props.properties.filter((name) => name !== "name")]}
						limit={8}
						maxLength={255}
						value={question.property}
						// Typing replaces what was suggested.
						onFocus={({ currentTarget }) => requestAnimationFrame(() => currentTarget.select())}
						onChange={(name) => change({ property: name.replace(/\s+/g, "_") })}
					/>
				</>
			)}
			<WhatCounts question={question} tongue={tongue} onChange={change} />
			{!isConsent && (
				<details>
					<summary>{t("question.againOpen")}</summary>
					<Textarea
						mt="xs"
						label={t("question.again")}
						description={t("question.againHint")}
						autosize
						dir="auto"
						lang={tongue === "*" ? undefined : tongue}
						value={question.again[tongue] ?? ""}
						onChange={(event) => change({ again: { ...question.again, [tongue]: event.currentTarget.value } })}
					/>
				</details>
			)}
			<div className={classes.acts}>
				<Button
					size="compact-sm"
					variant="default"
					disabled={number === 1}
					aria-label={t("question.upOf", { number })}
					onClick={() => props.onMove(-1)}
				>
					{t("question.up")}
				</Button>
				<Button
					size="compact-sm"
					variant="default"
					disabled={number === props.of}
					aria-label={t("question.downOf", { number })}
					onClick={() => props.onMove(1)}
				>
					{t("question.down")}
				</Button>
				<Button
					size="compact-sm"
					variant="default"
					disabled={props.of === 1}
					aria-label={t("question.removeOf", { number })}
					onClick={props.onRemove}
				>
					{t("question.remove")}
				</Button>
			</div>
		</fieldset>
	);
}

/** What is taken for an answer, by kind. */
function WhatCounts(props: { question: Question; tongue: string; onChange(part: Partial<Question>): void }) {
	const t = useWords("surveys");
	const { question, onChange } = props;
	const bound = (value: string | number) => (value === "" ? null : Number(value));
	switch (question.kind) {
		case "number":
			return (
				<div className={classes.row}>
					<NumberInput
						label={t("counts.min")}
						value={question.min ?? ""}
						onChange={(value) => onChange({ min: bound(value) })}
					/>
					<NumberInput
						label={t("counts.max")}
						value={question.max ?? ""}
						onChange={(value) => onChange({ max: bound(value) })}
					/>
					<Switch
						label={t("counts.decimals")}
						checked={question.decimals}
						onChange={(event) => onChange({ decimals: event.currentTarget.checked })}
					/>
				</div>
			);
		case "date":
			return (
				<div className={classes.row}>
					<TextInput
						type="date"
						label={t("counts.earliest")}
						value={question.earliest === "today" ? "" : (question.earliest ?? "")}
						disabled={question.earliest === "today"}
						onChange={(event) => onChange({ earliest: event.currentTarget.value || null })}
					/>
					<Switch
						label={t("counts.notInFuture")}
						checked={question.latest === "today"}
						onChange={(event) => onChange({ latest: event.currentTarget.checked ? "today" : null })}
					/>
				</div>
			);
		case "choice":
			return (
				<ChoiceFields choices={question.choices} tongue={props.tongue} onChange={(choices) => onChange({ choices })} />
			);
		case "text":
			return (
				<NumberInput
					label={t("counts.longest")}
					min={1}
					max={2000}
					allowDecimal={false}
					value={question.longest}
					onChange={(value) => onChange({ longest: Math.max(1, Math.min(2000, Number(value) || 500)) })}
				/>
			);
		case "yes-no":
			return <Text size="sm">{t("counts.yesNo")}</Text>;
		case "consent":
			return null;
	}
}
