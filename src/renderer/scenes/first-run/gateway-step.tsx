import { Radio, Stack, Text } from "@mantine/core";
import { locale, useWords } from "../../words.ts";
import type { StepProps } from "./wizard.tsx";

const ways = ["practice", "later"] as const;

export function GatewayStep({ setup, change }: StepProps) {
	const t = useWords("staff");
	const country = new Intl.DisplayNames([locale()], { type: "region" }).of(setup.country) ?? setup.country;
	return (
		<>
			<Radio.Group
				label={t("firstGateway.label")}
				value={setup.gateway}
				onChange={(way) => change({ gateway: way === "later" ? "later" : "practice" })}
			>
				<Stack mt="sm">
					{ways.map((way) => (
						<Radio key={way} value={way} label={t(`firstGateway.${way}`)} description={t(`firstGateway.${way}Means`)} />
					))}
				</Stack>
			</Radio.Group>
			<Text>
				{t("firstGateway.next", { project: setup.projectName.trim(), country, name: setup.supervisor.trim() })}
			</Text>
		</>
	);
}
