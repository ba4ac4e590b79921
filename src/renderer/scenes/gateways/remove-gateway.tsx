import { Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Taking a gateway away says first how many texts that stops. */
export function RemoveGateway({ name, queued, onRemoved }: { name: string; queued: number; onRemoved(): void }) {
	const t = useWords("gateway");
	const [isAsking, setAsking] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const remove = useDo("gateway.remove");
	const go = async () => {
		const answer = await remove.run({ name });
		if (answer.ok) onRemoved();
		else setProblem(answer.problem);
	};
	return (
		<>
			<Button variant="default" onClick={() => setAsking(true)}>
				{t("remove.open")}
			</Button>
			<Modal
				opened={isAsking}
				onClose={() => setAsking(false)}
				title={t("remove.title", { name })}
				closeButtonProps={{ "aria-label": t("close") }}
			>
				<Text>{t("remove.words", { count: queued })}</Text>
				<Trouble problem={problem} />
				<Group mt="md">
					<Button color="red" loading={remove.busy} onClick={() => void go()}>
						{t("remove.go")}
					</Button>
					<Button variant="default" data-autofocus onClick={() => setAsking(false)}>
						{t("cancel")}
					</Button>
				</Group>
			</Modal>
		</>
	);
}
