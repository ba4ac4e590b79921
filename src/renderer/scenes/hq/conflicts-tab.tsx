import { Stack, Text } from "@mantine/core";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ConflictCard } from "./conflict-card.tsx";

/** Contacts that were changed here and on HQ: a person says what counts, field by field. */
export function ConflictsTab() {
	const t = useWords("hq");
	const list = useAsk("hq.conflicts", { limit: 50 });
	return (
		<Stack gap="lg" maw={880}>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data?.rows.length === 0 && <Text>{t("conflict.none")}</Text>}
			{(list.data?.rows.length ?? 0) > 0 && <Text>{t("conflict.words")}</Text>}
			{list.data?.rows.map((conflict) => (
				<ConflictCard key={`${conflict.contact.kind} ${conflict.contact.id}`} conflict={conflict} />
			))}
			{list.data?.more && <Text>{t("conflict.more")}</Text>}
		</Stack>
	);
}
