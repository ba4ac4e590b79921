import { Button, Group } from "@mantine/core";
import { languages, setLanguage, useLanguage, useWords } from "../words.ts";

/** The languages of the screens, each in its own words. Switches at once. */
export function LanguageButtons() {
	const t = useWords("staff");
	const language = useLanguage();
	return (
		<Group gap="sm" role="group" aria-label={t("language")}>
			{languages.map(({ code, name }) => (
				<Button
					key={code}
					lang={code}
					variant={code === language ? "filled" : "default"}
					aria-pressed={code === language}
					onClick={() => void setLanguage(code)}
				>
					{name}
				</Button>
			))}
		</Group>
	);
}
