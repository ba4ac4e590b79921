import { Checkbox, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem, SurveyView } from "../../../core/api/index.ts";
import { AskFirst } from "../../components/ask-first.tsx";
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
		<AskFirst
			words={{
				open: t("remove.open"),
				title: t("remove.title", { name: isolated(survey.name) }),
				close: t("cancel"),
				go: t("remove.go"),
				cancel: t("cancel"),
			}}
			isOpen={isOpen}
			busy={remove.busy}
			onOpen={() => setOpen(true)}
			onClose={() => setOpen(false)}
			onGo={() => void doIt()}
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
		</AskFirst>
	);
}
