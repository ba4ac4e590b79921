import { Button, Checkbox, Group, Modal, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem, SurveyView } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";

/** Takes a survey away; those in the middle of it finish, or are let go. The answers stay. */
export function RemoveSurvey({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const navigate = useNavigate();
	const remove = useDo("surveys.remove");
	const [isOpen, setOpen] = useState(false);
	const [letGo, setLetGo] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const doIt = async () => {
		const answer = await remove.run({ survey: survey.id, letGo });
		if (answer.ok) void navigate({ to: "/surveys" });
		else setProblem(answer.problem);
	};
	return (
		<>
			<Button variant="default" onClick={() => setOpen(true)}>
				{t("remove.open")}
			</Button>
			<Modal
				opened={isOpen}
				onClose={() => setOpen(false)}
				title={t("remove.title", { name: isolated(survey.name) })}
				closeButtonProps={{ "aria-label": t("cancel") }}
			>
				<Text mb="md">{t("remove.means")}</Text>
				{survey.open > 0 && (
					<Checkbox
						mb="md"
						label={t("remove.letGo", { count: survey.open })}
						checked={letGo}
						onChange={(event) => setLetGo(event.currentTarget.checked)}
					/>
				)}
				<Trouble problem={problem} />
				<Group gap="sm" mt="md">
					<Button color="red" loading={remove.busy} onClick={() => void doIt()}>
						{t("remove.go")}
					</Button>
					<Button variant="default" onClick={() => setOpen(false)}>
						{t("cancel")}
					</Button>
				</Group>
			</Modal>
		</>
	);
}
