import { Button, Checkbox, Group, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PracticeHqCase as HeldCase, Problem } from "../../core/api/index.ts";
import { Trouble } from "../components/trouble.tsx";
import { useDo } from "../core-client.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";

/** A case as head office holds it, to be changed as somebody there would. Only what was touched is changed. */
export function PracticeHqCase({ held, onBack }: { held: HeldCase; onBack(): void }) {
	const t = useWords("shell");
	const change = useDo("practiceHq.change");
	const [name, setName] = useState<string>();
	const [closed, setClosed] = useState<boolean>();
	const [values, setValues] = useState<Record<string, string>>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isChanged, setChanged] = useState(false);
	const isTouched = name !== undefined || closed !== undefined || Object.keys(values).length > 0;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (!isTouched) return;
		const properties = Object.entries(values).map(([property, value]) => ({ name: property, value }));
		const answer = await change.run({ id: held.id, name, closed, properties });
		setProblem(answer.ok ? null : answer.problem);
		if (!answer.ok) return;
		setName(undefined);
		setClosed(undefined);
		setValues({});
		setChanged(true);
	};
	const touch = (set: () => void) => {
		setChanged(false);
		set();
	};
	return (
		<form className={classes.heldForm} onSubmit={(event) => void submit(event)}>
			<TextInput
				size="xs"
				label={t("practice.hq.name")}
				value={name ?? held.name}
				required
				withAsterisk={false}
				maxLength={255}
				dir="auto"
				onChange={({ currentTarget }) => touch(() => setName(currentTarget.value))}
			/>
			{held.properties.map((property) => (
				<TextInput
					key={property.name}
					size="xs"
					label={<bdi dir="ltr">{property.name}</bdi>}
					value={values[property.name] ?? property.value}
					maxLength={10_000}
					dir="auto"
					onChange={({ currentTarget }) =>
						touch(() => setValues((now) => ({ ...now, [property.name]: currentTarget.value })))
					}
				/>
			))}
			<Checkbox
				size="xs"
				label={t("practice.hq.closed")}
				checked={closed ?? held.closed}
				onChange={({ currentTarget }) => touch(() => setClosed(currentTarget.checked))}
			/>
			<Trouble problem={problem} />
			<Text size="sm" role="status">
				{isChanged && t("practice.hq.changed")}
			</Text>
			<Group gap="xs">
				<Button size="xs" type="submit" loading={change.busy} disabled={!isTouched}>
					{t("practice.hq.change")}
				</Button>
				<Button size="xs" variant="default" onClick={onBack}>
					{t("practice.hq.back")}
				</Button>
			</Group>
		</form>
	);
}
