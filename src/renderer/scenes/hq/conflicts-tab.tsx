import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { HqConflict } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useNextInList } from "../../components/use-next-in-list.ts";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ConflictCard } from "./conflict-card.tsx";

/** Contacts that were changed here and on HQ: a person says what counts, field by field. */
export function ConflictsTab() {
	const t = useWords("hq");
	const asked = useAsk("hq.conflicts", { limit: 50 });
	const rows = asked.data?.rows ?? [];
	const [said, setSaid] = useState("");
	const { list, dealtWith } = useNextInList<HTMLDivElement>(rows.map(idOf));
	return (
		<Stack ref={list} tabIndex={-1} gap="lg" maw={880}>
			<div role="status" className="seen-by-readers">
				{said}
			</div>
			<Trouble problem={asked.problem} again={asked.refetch} />
			{asked.data && rows.length === 0 && <Text>{t("conflict.none")}</Text>}
			{rows.length > 0 && <Text>{t("conflict.words")}</Text>}
			{rows.map((conflict) => (
				<ConflictCard
					key={idOf(conflict)}
					conflict={conflict}
					again={asked.refetch}
					onSettled={() => {
						dealtWith(idOf(conflict));
						setSaid(t("conflict.settled", { name: isolated(conflict.contact.name) }));
					}}
				/>
			))}
			{asked.data?.more && <Text>{t("conflict.more")}</Text>}
		</Stack>
	);
}

function idOf({ contact }: HqConflict): string {
	return `${contact.kind} ${contact.id}`;
}
