import { Anchor } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { isolated } from "../../components/isolated.ts";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Leads to the conversation of a text. Its number is asked for when somebody goes there, since no line of the audit holds one. */
export function MessageWay({ id, children }: { id: string; children: ReactNode }) {
	const t = useWords("audit");
	const { project } = useOffice();
	const navigate = useNavigate();
	const place = useDo("reports.messagePlace");
	const [refusal, setRefusal] = useState<string | null>(null);
	const go = async () => {
		const answer = await place.run({ id });
		if (!answer.ok) return setRefusal(problemWords(answer.problem));
		const { digits, project: other } = answer.value;
		if (other.id !== project.id) return setRefusal(t("otherProject", { name: isolated(other.name) }));
		if (digits === null) return setRefusal(t("noNumber"));
		await navigate({ to: "/messages", search: { with: digits } });
	};
	return (
		<>
			<Anchor component="button" type="button" inherit ta="start" underline="always" onClick={() => void go()}>
				{children}
			</Anchor>
			{refusal && <span role="alert"> {refusal}</span>}
		</>
	);
}
