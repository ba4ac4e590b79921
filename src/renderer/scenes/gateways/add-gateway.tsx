import { Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

const kinds = ["modem", "simulator"] as const;
type Kind = (typeof kinds)[number];

/** A modem, or the simulated one for practice. `isFirst`: no gateway takes all numbers yet, so this one is offered to. */
export function AddGateway({ taken, isFirst, onClose }: { taken: string[]; isFirst: boolean; onClose(): void }) {
	const t = useWords("gateway");
	const [kind, setKind] = useState<Kind>("modem");
	const [typed, setTyped] = useState<string | null>(null);
	const [fields, setFields] = useState({ port: "", pin: "", replyTo: "" });
	const [takesAll, setTakesAll] = useState(isFirst);
	const [problem, setProblem] = useState<Problem | null>(null);
	const add = useDo("gateway.add");
	const route = useDo("gateway.route");
	const name = typed ?? freeName(kind === "modem" ? "modem" : "practice", taken);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const given = (text: string) => (text.trim() === "" ? undefined : text.trim());
		const replyTo = given(fields.replyTo.normalize("NFKD").replace(/\D/g, ""));
		const isModem = kind === "modem";
		const added = await add.run({
			name: name.trim(),
			kind,
			...(isModem ? { port: given(fields.port), pin: given(fields.pin), replyTo } : {}),
		});
		const routed = added.ok && takesAll ? await route.run({ prefix: "*", name: added.value.name }) : added;
		if (routed.ok) onClose();
		else setProblem(routed.problem);
	};
	return (
		<Modal opened onClose={onClose} title={t("add.title")} closeButtonProps={{ "aria-label": t("close") }}>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<Stack>
					<Radio.Group
						label={t("add.kind")}
						value={kind}
						onChange={(one) => setKind(one === "simulator" ? "simulator" : "modem")}
					>
						<Stack mt="xs" gap="sm">
							{kinds.map((one) => (
								<Radio key={one} value={one} label={t(`kind.${one}`)} description={t(`add.${one}Means`)} />
							))}
						</Stack>
					</Radio.Group>
					<TextInput
						label={t("add.name")}
						maxLength={60}
						value={name}
						onChange={(event) => setTyped(event.currentTarget.value)}
					/>
					{kind === "modem" && <ModemFields fields={fields} onChange={setFields} />}
					<Checkbox
						label={t("add.takesAll")}
						checked={takesAll}
						onChange={(event) => setTakesAll(event.currentTarget.checked)}
					/>
					<Trouble problem={problem} />
					<Group>
						<Button type="submit" loading={add.busy || route.busy} disabled={name.trim() === ""}>
							{t("add.go")}
						</Button>
						<Button variant="default" onClick={onClose}>
							{t("cancel")}
						</Button>
					</Group>
				</Stack>
			</form>
		</Modal>
	);
}

type Fields = { port: string; pin: string; replyTo: string };

function ModemFields({ fields, onChange }: { fields: Fields; onChange(fields: Fields): void }) {
	const t = useWords("gateway");
	return (
		<>
			<TextInput
				label={t("add.port")}
				description={t("add.portHint")}
				dir="ltr"
				maxLength={300}
				value={fields.port}
				onChange={(event) => onChange({ ...fields, port: event.currentTarget.value })}
			/>
			<PinField
				label={t("add.pin")}
				description={t("add.pinHint")}
				autoComplete="off"
				inputMode="numeric"
				maxLength={8}
				value={fields.pin}
				onChange={(event) => onChange({ ...fields, pin: event.currentTarget.value })}
			/>
			<TextInput
				label={t("add.replyTo")}
				description={t("add.replyToHint")}
				dir="ltr"
				inputMode="tel"
				maxLength={20}
				value={fields.replyTo}
				onChange={(event) => onChange({ ...fields, replyTo: event.currentTarget.value })}
			/>
		</>
	);
}

function freeName(base: string, taken: string[]): string {
	for (let number = 1; ; number++) {
		const name = number === 1 ? base : `${base}-${number}`;
		if (!taken.includes(name)) return name;
	}
}
