import { Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Takes the key off this computer; the work is kept and waits. */
export function RemoveKey() {
	const t = useWords("hq");
	const [isAsking, setAsking] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = useDo("hq.connect");
	return (
		<>
			<Button variant="default" onClick={() => setAsking(true)}>
				{t("removeKey.open")}
			</Button>
			<Modal
				opened={isAsking}
				onClose={() => setAsking(false)}
				title={t("removeKey.title")}
				closeButtonProps={{ "aria-label": t("close") }}
			>
				<Text>{t("removeKey.words")}</Text>
				<Trouble problem={problem} />
				<Group mt="md">
					<Button
						color="red"
						loading={save.busy}
						onClick={async () => {
							const answer = await save.run({ apiKey: "" });
							if (answer.ok) setAsking(false);
							else setProblem(answer.problem);
						}}
					>
						{t("removeKey.go")}
					</Button>
					<Button variant="default" data-autofocus onClick={() => setAsking(false)}>
						{t("cancel")}
					</Button>
				</Group>
			</Modal>
		</>
	);
}
