import { Autocomplete, Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { OfficeStatus, Problem } from "../../../core/api/index.ts";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { showStatus } from "../../office.tsx";
import { unlockHere } from "../../shell/lock.ts";
import { useWords } from "../../words.ts";
import { NamePicker } from "./name-picker.tsx";
import classes from "./sign-in.module.css";
import { useWait } from "./use-wait.ts";

/** More names than this are found by typing. */
const mostToPick = 12;

export function SignInForm({ status }: { status: OfficeStatus }) {
	const t = useWords("staff");
	const names = status.staff.filter((one) => one.active).map((one) => one.name);
	const [name, setName] = useState(status.session?.staff.name ?? (names.length === 1 ? (names[0] ?? "") : ""));
	const [pin, setPin] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const signIn = useDo("staff.signIn");
	const wait = useWait(status.waitSeconds);
	const pinField = useRef<HTMLInputElement>(null);

	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (wait.seconds > 0 || signIn.busy) return;
		const answer = await signIn.run({ name, pin });
		setPin("");
		if (answer.ok) {
			unlockHere();
			return showStatus(answer.value);
		}
		setProblem(answer.problem);
		await wait.askAgain(answer.problem);
		pinField.current?.focus();
	};
	const pick = (chosen: string) => {
		setName(chosen);
		pinField.current?.focus();
	};
	return (
		<form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
			{names.length <= mostToPick ? (
				<>
					<NamePicker names={names} name={name} onPick={pick} />
					<input className="seen-by-readers" aria-hidden tabIndex={-1} autoComplete="username" readOnly value={name} />
				</>
			) : (
				<Autocomplete
					label={t("signIn.name")}
					data={names}
					limit={20}
					autoComplete="username"
					value={name}
					onChange={setName}
				/>
			)}
			<PinField
				ref={pinField}
				label={t("pin.label")}
				autoComplete="current-password"
				autoFocus={name !== ""}
				value={pin}
				onChange={(event) => setPin(event.currentTarget.value)}
			/>
			<Trouble problem={wait.seconds > 0 || problem?.code === "wait" ? null : problem} />
			{wait.seconds > 0 && <p role="alert">{t("signIn.wait")}</p>}
			<Button type="submit" size="md" loading={signIn.busy} disabled={wait.seconds > 0 || name === "" || pin === ""}>
				{wait.seconds > 0 ? t("signIn.waitSeconds", { count: wait.seconds }) : t("signIn.go")}
			</Button>
		</form>
	);
}
