import { TextInput } from "@mantine/core";
import { useEffect, useId } from "react";
import { useAsk } from "../core-client.tsx";
import { useWords } from "../words.ts";
import { type ConsentAnswer, isGiven } from "./consent-answer.ts";
import classes from "./consent-block.module.css";
import { ConsentWording } from "./consent-wording.tsx";
import { fieldOrder } from "./field-order.ts";

export interface ConsentEntry {
	answer: ConsentAnswer;
	channel: "spoken" | "paper";
	witness: string;
	/** The wording that was on the screen when the answer was marked. */
	statementId: string;
}

const answers = ["yes", "no"] as const;
const answersOrLater = [...answers, "later"] as const;

/**
 * The consent question: the statement in the person's language, large enough to be read aloud, two equal answers, how it was given,
 * and who witnessed a spoken one. Where a person may be registered without having been asked, that is a third, quieter answer.
 */
export function ConsentBlock(props: {
	language: string;
	value: ConsentEntry;
	onChange(value: ConsentEntry): void;
	error?: string;
	/** The block was opened to mark an answer: the focus goes there. */
	focusAnswer?: boolean;
	mayWait?: boolean;
}) {
	const t = useWords("consent");
	const id = useId();
	const { value, onChange } = props;
	const statement = useAsk("consent.statement", { language: props.language });
	const statementId = statement.data?.id ?? "";
	// An answer holds for the wording it was given to: with another one on the screen the person is asked again.
	useEffect(() => {
		if (statementId !== "" && isGiven(value.answer) && statementId !== value.statementId)
			onChange({ ...value, answer: "", statementId });
	}, [statementId, value, onChange]);

	return (
		<fieldset className={classes.block} data-field="consent" aria-describedby={props.error ? `${id}-error` : undefined}>
			<legend>{t("title")}</legend>
			<ConsentWording wanted={props.language} statement={statement.data} problem={statement.problem} />
			<fieldset className={classes.answers}>
				<legend>{t("question")}</legend>
				{(props.mayWait ? answersOrLater : answers).map((answer, index) => (
					<label key={answer} className={answer === "later" ? classes.later : classes.answer}>
						<input
							type="radio"
							// biome-ignore lint/a11y/noAutofocus: the block was opened to mark an answer
							autoFocus={props.focusAnswer && index === 0}
							name={`${id}-answer`}
							checked={value.answer === answer}
							aria-invalid={props.error ? true : undefined}
							onChange={() => onChange({ ...value, answer, statementId })}
						/>
						<strong>{t(answer)}</strong>
						<small>{t(`${answer}Means`)}</small>
					</label>
				))}
			</fieldset>
			{props.error && (
				<p className={classes.error} id={`${id}-error`}>
					{props.error}
				</p>
			)}
			{/* Nobody has been asked: there is no way they answered in. */}
			{value.answer !== "later" && <HowGiven value={value} onChange={onChange} group={id} />}
		</fieldset>
	);
}

function HowGiven({
	value,
	onChange,
	group,
}: {
	value: ConsentEntry;
	onChange(value: ConsentEntry): void;
	group: string;
}) {
	const t = useWords("consent");
	return (
		<>
			<fieldset className={classes.how}>
				<legend>{t("how")}</legend>
				{(["spoken", "paper"] as const).map((channel) => (
					<label key={channel}>
						<input
							type="radio"
							name={`${group}-channel`}
							checked={value.channel === channel}
							onChange={() => onChange({ ...value, channel })}
						/>
						{t(channel)}
					</label>
				))}
			</fieldset>
			{value.channel === "spoken" && (
				<TextInput
					mt={8}
					label={t("witness")}
					description={t("witnessHint")}
					inputWrapperOrder={fieldOrder}
					maxLength={200}
					dir="auto"
					value={value.witness}
					onChange={(event) => onChange({ ...value, witness: event.currentTarget.value })}
				/>
			)}
		</>
	);
}
