import { Button, Checkbox, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { isolated } from "../../../components/isolated.ts";
import { Trouble } from "../../../components/trouble.tsx";
import { useAsk } from "../../../core-client.tsx";
import { useOffice } from "../../../office.tsx";
import { shownNumber } from "../../../shown-number.ts";
import { problemWords, useWords } from "../../../words.ts";
import classes from "./add.module.css";
import type { StepProps } from "./add-modem.tsx";
import { freeName, prefixList } from "./add-values.ts";
import { useAddModem } from "./use-add-modem.ts";

const servings = ["others", "prefixes", "none"] as const;

/** What it is called, which number people answer to, and whose texts it carries. Its end adds the modem. */
export function ServeStep({ values, change, pin, onNext, onBack }: StepProps) {
	const t = useWords("gateway");
	const { project } = useOffice();
	const gateways = useAsk("gateway.list", {}).data ?? [];
	const save = useAddModem();
	const [isAsked, setAsked] = useState(false);
	const form = useRef<HTMLFormElement>(null);
	const isAdded = values.added !== "";
	const base = "modem";
	const taken = gateways.map(({ name }) => name);
	const offered = freeName(base, taken);
	const others = gateways.find(
		(one) =>
			one.name !== values.added &&
			one.routes.some((route) => route.prefix === "*" && (values.everywhere || !route.everywhere)),
	);
	const prefixes = prefixList(values.prefixes);
	const isPrefixMissing = values.serves === "prefixes" && prefixes === null;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		const named = isAdded ? values.added : values.name.trim() || offered;
		const wanted = { others: ["*"], prefixes: prefixes ?? [], none: [] }[values.serves];
		const done = !isPrefixMissing && (await save.run({ ...values, name: named }, pin, wanted, change));
		if (done) onNext();
		else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
	};
	const replyToProblem = save.problem?.field === "replyTo" ? save.problem : null;
	const nameProblem = save.problem?.field === "name" ? save.problem : null;
	return (
		<form ref={form} noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
			<Trouble problem={replyToProblem || nameProblem ? null : save.problem} />
			<TextInput
				label={t("serve.name")}
				description={t("serve.nameHint")}
				placeholder={offered}
				maxLength={60}
				disabled={isAdded}
				autoComplete="off"
				error={nameProblem ? problemWords(nameProblem) : undefined}
				value={isAdded ? values.added : values.name}
				onChange={(event) => change({ name: event.currentTarget.value })}
			/>
			<TextInput
				label={t("serve.replyTo")}
				description={
					values.ownNumber === ""
						? t("serve.replyToHint")
						: t("serve.own", { number: isolated(shownNumber(values.ownNumber)) })
				}
				placeholder={values.ownNumber === "" ? undefined : shownNumber(values.ownNumber)}
				dir="ltr"
				inputMode="tel"
				autoComplete="off"
				maxLength={40}
				error={replyToProblem ? problemWords(replyToProblem) : undefined}
				value={values.replyTo}
				onChange={(event) => change({ replyTo: event.currentTarget.value })}
			/>
			<Radio.Group
				label={t("serve.which")}
				value={values.serves}
				onChange={(one) => change({ serves: servings.find((each) => each === one) ?? "none" })}
			>
				<Stack mt="xs" gap="sm">
					{servings.map((one) => (
						<Radio
							key={one}
							value={one}
							label={t(`serve.${one}`)}
							description={one === "others" && others ? t("serve.instead", { name: isolated(others.name) }) : undefined}
						/>
					))}
				</Stack>
			</Radio.Group>
			{values.serves === "prefixes" && (
				<TextInput
					label={t("serve.prefixLabel")}
					description={t("serve.prefixHint")}
					error={isAsked && isPrefixMissing ? t("serve.prefixExpected") : undefined}
					dir="ltr"
					inputMode="tel"
					autoComplete="off"
					maxLength={200}
					value={values.prefixes}
					onChange={(event) => change({ prefixes: event.currentTarget.value })}
				/>
			)}
			{values.serves !== "none" && (
				<Checkbox
					label={t("serve.everywhere")}
					description={t("serve.everywhereHint", { project: isolated(project.name) })}
					checked={values.everywhere}
					onChange={(event) => change({ everywhere: event.currentTarget.checked })}
				/>
			)}
			<Group>
				<Button type="submit" loading={save.busy}>
					{t(isAdded ? "serve.change" : "serve.go")}
				</Button>
				<Button variant="default" disabled={save.busy || (isAdded && values.sim !== "pin")} onClick={onBack}>
					{t("add.back")}
				</Button>
			</Group>
		</form>
	);
}
