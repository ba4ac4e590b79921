import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { HqItem, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

const shortest = 3;

/** A change that is not to reach HQ any more: only with a reason, which stays on record. `onDone` is told so in words. */
export function GiveUp({ item, onDone }: { item: HqItem; onDone(said: string): void }) {
	const t = useWords("hq");
	const [isAsking, setAsking] = useState(false);
	const [reason, setReason] = useState("");
	const [isShort, setShort] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const give = useDo("hq.giveUp");
	const name = isolated(item.contact.name);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (reason.trim().length < shortest) return setShort(true);
		const answer = await give.run({ ids: [item.id], reason });
		if (!answer.ok) return setProblem(answer.problem);
		setAsking(false);
		onDone(t("giveUp.done", { name }));
	};
	return (
		<>
			<Button variant="default" size="compact-sm" aria-label={t("giveUp.of", { name })} onClick={() => setAsking(true)}>
				{t("giveUp.open")}
			</Button>
			<Modal
				opened={isAsking}
				onClose={() => setAsking(false)}
				title={t("giveUp.title")}
				closeButtonProps={{ "aria-label": t("close") }}
			>
				<form noValidate onSubmit={(event) => void submit(event)}>
					<Stack>
						<Text>{t("giveUp.words", { name })}</Text>
						<TextInput
							label={t("giveUp.reason")}
							data-autofocus
							dir="auto"
							maxLength={200}
							value={reason}
							error={isShort && t("giveUp.reasonWanted")}
							onChange={(event) => {
								setShort(false);
								setReason(event.currentTarget.value);
							}}
						/>
						<Trouble problem={problem} />
						<Group>
							<Button color="red" type="submit" loading={give.busy}>
								{t("giveUp.go")}
							</Button>
							<Button variant="default" onClick={() => setAsking(false)}>
								{t("cancel")}
							</Button>
						</Group>
					</Stack>
				</form>
			</Modal>
		</>
	);
}
