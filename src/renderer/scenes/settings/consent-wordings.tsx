import { Stack, Text } from "@mantine/core";
import type { ConsentStatement } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ConsentWordingCard } from "./consent-wording-card.tsx";

/** The statement people are asked with, per language, with its versions. */
export function ConsentWordings() {
	const t = useWords("settings");
	const { project } = useOffice();
	const statements = useAsk("consent.statements", {});
	const byLanguage = new Map<string, ConsentStatement[]>(project.languages.map((one) => [one, []]));
	for (const statement of statements.data ?? []) {
		byLanguage.set(statement.language, [...(byLanguage.get(statement.language) ?? []), statement]);
	}
	return (
		<Stack maw={720} gap="lg">
			<Text>{t("consent.words")}</Text>
			<Trouble problem={statements.problem} again={statements.refetch} />
			{statements.data &&
				[...byLanguage].map(([language, versions]) => (
					<ConsentWordingCard
						key={language}
						language={language}
						versions={versions.toSorted((a, b) => b.version - a.version)}
					/>
				))}
		</Stack>
	);
}
