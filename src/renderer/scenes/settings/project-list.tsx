import { Button, Modal, Stack, Table } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay, useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { locale, useWords } from "../../words.ts";
import { ProjectStep } from "../first-run/project-step.tsx";
import { freshSetup } from "../first-run/setup-values.ts";
import { troublesOf } from "../first-run/wizard-troubles.ts";

/** The projects of this office. */
export function ProjectList() {
	const t = useWords("settings");
	const may = useMay();
	const { project } = useOffice();
	const list = useAsk("projects.list", {});
	const [isAdding, setAdding] = useState(false);
	const tongues = new Intl.ListFormat(locale());
	return (
		<>
			{may.supervise && (
				<Button mb="md" onClick={() => setAdding(true)}>
					{t("projects.add")}
				</Button>
			)}
			<Trouble problem={list.problem} again={list.refetch} />
			<Table.ScrollContainer minWidth={480} maw={840}>
				<Table>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("projects.name")}</Table.Th>
							<Table.Th>{t("project.timeZone")}</Table.Th>
							<Table.Th>{t("project.languages")}</Table.Th>
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{(list.data ?? []).map((one) => (
							<Table.Tr key={one.id}>
								<Table.Td>
									<bdi>{one.name}</bdi> {one.id === project.id && t("projects.here")}
								</Table.Td>
								<Table.Td>
									<bdi>{one.timeZone}</bdi>
								</Table.Td>
								<Table.Td>{tongues.format(one.languages.map((code) => languageNamed(code, locale())))}</Table.Td>
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
			{isAdding && <AddProject onClose={() => setAdding(false)} />}
		</>
	);
}

function AddProject({ onClose }: { onClose(): void }) {
	const t = useWords("settings");
	const words = useWords("staff");
	const { project } = useOffice();
	const [values, setValues] = useState(() => ({
		...freshSetup(locale()),
		country: project.country,
		timeZone: project.timeZone,
		languages: project.languages,
	}));
	const [areShown, setShown] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const add = useDo("projects.add");
	const troubles = troublesOf("project", values, { pin: "", again: "" }, words);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setShown(true);
		if (Object.keys(troubles).length > 0) return;
		const { projectName, country, timeZone, languages } = values;
		const answer = await add.run({ name: projectName.trim(), country, timeZone, languages });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	return (
		<Modal opened onClose={onClose} title={t("projects.add")} closeButtonProps={{ "aria-label": t("close") }}>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<Stack>
					<ProjectStep
						setup={values}
						change={(some) => setValues((now) => ({ ...now, ...some }))}
						troubles={areShown ? troubles : {}}
					/>
					<Trouble problem={problem} />
					<Button type="submit" loading={add.busy}>
						{t("projects.go")}
					</Button>
				</Stack>
			</form>
		</Modal>
	);
}
