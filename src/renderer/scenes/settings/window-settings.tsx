import { Stack, Switch, Text } from "@mantine/core";
import { useMay } from "../../office.tsx";
import { setSingleKeys, useSingleKeys } from "../../shell/single-keys.ts";
import { useWords } from "../../words.ts";
import { UnattendedStart } from "./unattended-start.tsx";

/** What holds for this window on this computer only. */
export function WindowSettings() {
	const t = useWords("settings");
	const may = useMay();
	const areOn = useSingleKeys();
	return (
		<Stack maw={560}>
			<Switch
				label={t("window.keys")}
				description={t("window.keysHint")}
				checked={areOn}
				onChange={(event) => setSingleKeys(event.currentTarget.checked)}
			/>
			{may.supervise && <UnattendedStart />}
			<Text size="sm" c="dimmed">
				{t("window.look")}
			</Text>
		</Stack>
	);
}
