import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OfficeStatus, Problem } from "../../../core/api/index.ts";
import { NewPinFields } from "../../components/new-pin-fields.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { showStatus } from "../../office.tsx";
import { unlockHere } from "../../shell/lock.ts";
import { useWords } from "../../words.ts";
import { pinTroubles } from "../first-run/wizard-troubles.ts";
import classes from "./sign-in.module.css";

/** The printed code opens the office when a supervisor's PIN is forgotten, and gives that person a new one. */
export function RecoverForm({ status, onLeave }: { status: OfficeStatus; onLeave(): void }) {
	const t = useWords("staff");
	const supervisors = status.staff.filter((one) => one.role === "supervisor" && one.active).map((one) => one.name);
	const [code, setCode] = useState("");
	const [name, setName] = useState(supervisors[0] ?? "");
	const [pins, setPins] = useState({ pin: "", again: "" });
	const [troubles, setTroubles] = useState<{ code?: string; pin?: string; again?: string }>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const recover = useDo("staff.recover");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const found = { ...(code.trim() === "" ? { code: t("recover.codeMissing") } : {}), ...pinTroubles(pins, t) };
		setTroubles(found);
		if (Object.keys(found).length > 0) return;
		const answer = await recover.run({ recoveryCode: code.trim(), name, newPin: pins.pin });
		if (!answer.ok) return setProblem(answer.problem);
		unlockHere();
		showStatus(answer.value);
	};
	return (
		<form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
			<Text>{t("recover.words")}</Text>
			<TextInput
				label={t("recover.code")}
				error={troubles.code}
				autoComplete="off"
				spellCheck={false}
				dir="ltr"
				autoFocus
				maxLength={200}
				value={code}
				onChange={(event) => setCode(event.currentTarget.value)}
			/>
			<Select label={t("recover.who")} data={supervisors} value={name} onChange={(one) => one && setName(one)} />
			<NewPinFields value={pins} troubles={troubles} onChange={setPins} />
			<Trouble problem={problem} />
			<Group>
				<Button type="submit" loading={recover.busy}>
					{t("recover.go")}
				</Button>
				<Button variant="default" onClick={onLeave}>
					{t("recover.back")}
				</Button>
			</Group>
		</form>
	);
}
