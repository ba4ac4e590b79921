import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { fieldOrder } from "../../components/field-order.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Takes a consent back: said how, confirmed once. */
export function WithdrawConsent(props: { caseId: string; onDone(): void }) {
	const t = useWords("consent");
	const withdraw = useDo("consent.withdraw");
	const [channel, setChannel] = useState<"spoken" | "paper" | "sms">("spoken");
	const [note, setNote] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const confirm = useRef<HTMLButtonElement>(null);
	useEffect(() => confirm.current?.focus(), []);

	const save = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await withdraw.run({ caseId: props.caseId, channel, note: note.trim() || undefined });
		if (answer.ok) props.onDone();
		else setProblem(answer.problem);
	};
	return (
		<form onSubmit={save} onKeyDown={(event) => event.key === "Escape" && note === "" && props.onDone()}>
			<Stack gap={12} mt={8} maw={560}>
				<Text size="sm" id="withdraw-sure">
					{t("withdrawSure")}
				</Text>
				<NativeSelect
					label={t("withdrawHow")}
					value={channel}
					data={(["spoken", "paper", "sms"] as const).map((value) => ({ value, label: t(value) }))}
					onChange={(event) => setChannel(event.currentTarget.value as typeof channel)}
				/>
				<TextInput
					label={t("withdrawNote")}
					description={t("withdrawNoteHint")}
					inputWrapperOrder={fieldOrder}
					maxLength={200}
					dir="auto"
					value={note}
					onChange={(event) => setNote(event.currentTarget.value)}
				/>
				{problem && <Text role="alert">{problemWords(problem)}</Text>}
				<Group gap="sm">
					<Button type="submit" ref={confirm} loading={withdraw.busy} aria-describedby="withdraw-sure">
						{t("withdrawYes")}
					</Button>
					<Button variant="default" onClick={props.onDone}>
						{t("cancel")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
