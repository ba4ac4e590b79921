import { Radio, Stack, Text } from "@mantine/core";
import { useWords } from "../../words.ts";
import type { StepProps } from "./wizard.tsx";

const rules = ["everywhere", "listed"] as const;

export function ConsentStep({ setup, change }: StepProps) {
	const t = useWords("staff");
	return (
		<>
			<Text>{t("consentRule.words")}</Text>
			<Radio.Group
				label={t("consentRule.label")}
				value={setup.consentRequired}
				onChange={(rule) => change({ consentRequired: rule === "listed" ? "listed" : "everywhere" })}
			>
				<Stack mt="sm">
					{rules.map((rule) => (
						<Radio
							key={rule}
							value={rule}
							label={t(`consentRule.${rule}`)}
							description={t(`consentRule.${rule}Means`)}
						/>
					))}
				</Stack>
			</Radio.Group>
		</>
	);
}
