import { Button, CloseButton, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Choice } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";
import classes from "./surveys.module.css";

/** The answers of a list: the words people see, and the value that is saved. They answer by number or word. */
export function ChoiceFields(props: { choices: Choice[]; tongue: string; onChange(choices: Choice[]): void }) {
	const t = useWords("surveys");
	const { choices, tongue, onChange } = props;
	const set = (at: number, part: Partial<Choice>) =>
		onChange(choices.map((one, nth) => (nth === at ? { ...one, ...part } : one)));
	return (
		<>
			{choices.map((choice, at) => {
				const number = at + 1;
				const label = choice.label[tongue] ?? "";
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: an answer has nothing else that stays the same while it is typed
					<div key={at} className={classes.choice}>
						<TextInput
							label={t("choice.label", { number })}
							dir="auto"
							value={label}
							onChange={(event) => set(at, { label: { ...choice.label, [tongue]: event.currentTarget.value } })}
							onBlur={() => choice.value === "" && set(at, { value: label.trim() })}
						/>
						<TextInput
							label={t("choice.value", { number })}
							dir="auto"
							value={choice.value}
							onChange={(event) => set(at, { value: event.currentTarget.value })}
						/>
						<CloseButton
							aria-label={t("choice.remove", { number })}
							onClick={() => onChange(choices.filter((_, nth) => nth !== at))}
						/>
					</div>
				);
			})}
			<Button
				size="compact-sm"
				variant="default"
				leftSection={<IconPlus size={14} aria-hidden />}
				style={{ alignSelf: "flex-start" }}
				onClick={() => onChange([...choices, { value: "", label: {}, words: [] }])}
			>
				{t("choice.add")}
			</Button>
		</>
	);
}
