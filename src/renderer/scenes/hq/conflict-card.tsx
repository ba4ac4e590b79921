import { Button, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import type { HqConflict, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import { FieldName } from "./field-name.tsx";
import classes from "./hq.module.css";

type Take = "here" | "there";
/** With HQ's value as it was seen. */
type Choice = { take: Take; there: string };

/**
 * One contact that both sides changed; `onSettled` is told when nothing of it is left to choose, `again` asks for what HQ has by now. Nothing is chosen
 * beforehand: neither side is the better one by itself.
 */
export function ConflictCard({
	conflict,
	onSettled,
	again,
}: {
	conflict: HqConflict;
	onSettled(): void;
	again(): Promise<void>;
}) {
	const t = useWords("hq");
	const id = useId();
	const { contact, fields } = conflict;
	const settle = useDo("hq.settle");
	const [chosen, setChosen] = useState<Record<string, Choice>>({});
	const [isAsked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	// A choice is between the values that were seen: another one of HQ's is chosen about anew.
	const choices = fields.flatMap(({ field, there }) => {
		const choice = chosen[field];
		return choice?.there === there ? [{ field, ...choice }] : [];
	});
	const takeAll = (take: Take) =>
		setChosen(Object.fromEntries(fields.map(({ field, there }) => [field, { take, there }])));
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (choices.length === 0) return setAsked(true);
		const answer = await settle.run({ kind: contact.kind, id: contact.id, choices });
		setProblem(answer.ok ? null : answer.problem);
		if (!answer.ok) return again();
		setChosen({});
		if (choices.length === fields.length) onSettled();
	};
	return (
		<form
			className={classes.card}
			data-part
			tabIndex={-1}
			aria-labelledby={id}
			onSubmit={(event) => void submit(event)}
		>
			<Group justify="space-between" gap="sm">
				<Title order={2} id={id}>
					<ContactLink contact={contact} />
				</Title>
				<Text size="sm" c="dimmed">
					{conflict.hereAt && (
						<>
							{t("conflict.hereAt")} <When at={conflict.hereAt} quiet />
						</>
					)}
					{conflict.hereAt && conflict.thereAt && " · "}
					{conflict.thereAt && (
						<>
							{t("conflict.thereAt")} <When at={conflict.thereAt} quiet />
						</>
					)}
				</Text>
			</Group>
			{fields.map(({ field, before, here, there }) => (
				<Radio.Group
					key={field}
					label={<FieldName field={field} />}
					description={
						before === "" ? (
							t("conflict.beforeEmpty")
						) : (
							<>
								{t("conflict.before")} <Value field={field} value={before} />
							</>
						)
					}
					value={choices.find((choice) => choice.field === field)?.take ?? ""}
					onChange={(take) => {
						setAsked(false);
						setChosen((now) => ({ ...now, [field]: { take: take as Take, there } }));
					}}
				>
					<div className={classes.sides}>
						<Side take="here" word={t("conflict.here")} field={field} value={here} />
						<Side take="there" word={t("conflict.there")} field={field} value={there} />
					</div>
				</Radio.Group>
			))}
			<Trouble problem={problem} />
			{isAsked && <Text role="alert">{t("conflict.chooseFirst")}</Text>}
			<Group gap="sm">
				<Button
					type="submit"
					loading={settle.busy}
					aria-label={t("conflict.settleOf", { name: isolated(contact.name) })}
				>
					{t("conflict.settle")}
				</Button>
				{fields.length > 1 && (
					<>
						<Button variant="default" onClick={() => takeAll("here")}>
							{t("conflict.allHere")}
						</Button>
						<Button variant="default" onClick={() => takeAll("there")}>
							{t("conflict.allThere")}
						</Button>
					</>
				)}
			</Group>
		</form>
	);
}

function Side({ take, word, field, value }: { take: Take; word: string; field: string; value: string }) {
	return (
		<Radio
			value={take}
			label={
				<Stack gap={0}>
					<Text span size="xs" c="dimmed">
						{word}
					</Text>
					<Value field={field} value={value} />
				</Stack>
			}
		/>
	);
}

function Value({ field, value }: { field: string; value: string }) {
	const t = useWords("hq");
	if (field === "closed") return t(value === "1" ? "conflict.closed" : "conflict.open");
	return value === "" ? t("conflict.empty") : <UserText text={value} />;
}
