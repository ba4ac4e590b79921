import { Button, FileButton, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** A survey that was made elsewhere, from its JSON file. */
export function ImportSurvey() {
	const t = useWords("surveys");
	const navigate = useNavigate();
	const take = useDo("surveys.import");
	const [problem, setProblem] = useState<Problem | null>(null);
	const read = async (file: File | null) => {
		if (!file) return;
		const answer = await take.run({ json: await file.text() });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) void navigate({ to: "/surveys/$id", params: { id: answer.value.id } });
	};
	return (
		<>
			<FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
				{(props) => (
					<Button variant="default" loading={take.busy} {...props}>
						{t("import")}
					</Button>
				)}
			</FileButton>
			{problem && (
				<Text role="alert" size="sm" w="100%">
					{problemWords(problem)}
				</Text>
			)}
		</>
	);
}
