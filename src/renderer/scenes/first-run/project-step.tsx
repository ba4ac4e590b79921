import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { countryChoices, guessTimeZone, languageChoices, timeZoneChoices } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";
import type { StepProps } from "./wizard.tsx";

export type ProjectValues = Pick<StepProps["setup"], "projectName" | "country" | "timeZone" | "languages">;

/** Name, country, time zone and message languages: the same fields for the first project and every later one. */
export function ProjectStep(props: {
	setup: ProjectValues;
	change(some: Partial<ProjectValues>): void;
	troubles: Record<string, string>;
}) {
	const { setup, change, troubles } = props;
	const t = useWords("staff");
	const language = useLocale();
	const countries = useMemo(() => countryChoices(language), [language]);
	const tongues = useMemo(() => languageChoices(language), [language]);
	const zones = useMemo(timeZoneChoices, []);
	return (
		<>
			<TextInput
				label={t("project.name")}
				description={t("project.nameHint")}
				error={troubles.projectName}
				required
				withAsterisk={false}
				maxLength={60}
				value={setup.projectName}
				onChange={(event) => change({ projectName: event.currentTarget.value })}
			/>
			<Select
				label={t("project.country")}
				description={t("project.countryHint")}
				error={troubles.country}
				searchable
				data={countries}
				value={setup.country || null}
				nothingFoundMessage={t("project.nothing")}
				onChange={(country) => country && change({ country, timeZone: guessTimeZone(country) })}
			/>
			<Select
				label={t("project.timeZone")}
				error={troubles.timeZone}
				searchable
				limit={60}
				data={zones}
				value={setup.timeZone || null}
				nothingFoundMessage={t("project.nothing")}
				onChange={(timeZone) => timeZone && change({ timeZone })}
			/>
			<MultiSelect
				label={t("project.languages")}
				description={t("project.languagesHint")}
				error={troubles.languages}
				searchable
				limit={60}
				data={tongues}
				value={setup.languages}
				nothingFoundMessage={t("project.nothing")}
				onChange={(chosen) => change({ languages: chosen })}
			/>
		</>
	);
}
