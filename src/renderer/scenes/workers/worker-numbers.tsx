import { Button, Group, Text, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, WorkerView } from "../../../core/api/index.ts";
import { PhoneField } from "../../components/phone-field.tsx";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { WorkerNumber } from "./worker-number.tsx";
import classes from "./workers.module.css";

/** The numbers in order, the first one the default; each with its state and the way on from it. */
export function WorkerNumbers({ worker }: { worker: WorkerView }) {
	const t = useWords("workers");
	return (
		<section aria-label={t("numbers.title")}>
			<Title order={2} mb={4}>
				{t("numbers.title")}
			</Title>
			{worker.numbers.length === 0 && <Text size="sm">{t("numbers.none")}</Text>}
			<ul className={classes.numbers}>
				{worker.numbers.map((number) => (
					<WorkerNumber key={number.digits} worker={worker} number={number} />
				))}
			</ul>
			<AddNumber worker={worker} />
		</section>
	);
}

function AddNumber({ worker }: { worker: WorkerView }) {
	const t = useWords("workers");
	const { project } = useOffice();
	const empty = { raw: "", country: project.country, acceptDoubtful: false };
	const [phone, setPhone] = useState(empty);
	const [problem, setProblem] = useState<Problem | null>(null);
	const add = useDo("workers.addNumber");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await add.run({
			username: worker.username,
			phone: phone.raw,
			country: phone.country || undefined,
			acceptDoubtful: phone.acceptDoubtful,
		});
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) setPhone(empty);
	};
	return (
		<form noValidate autoComplete="off" onSubmit={(event) => void submit(event)}>
			<PhoneField
				value={phone}
				error={problem ? problemWords(problem) : undefined}
				ownId={worker.username}
				onChange={(entry) => {
					setPhone(entry);
					setProblem(null);
				}}
			/>
			<Group mt="sm">
				<Button type="submit" variant="default" loading={add.busy} disabled={phone.raw.trim() === ""}>
					{t("numbers.add")}
				</Button>
			</Group>
		</form>
	);
}
