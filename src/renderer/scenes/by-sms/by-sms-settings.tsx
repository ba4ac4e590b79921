import { Stack } from "@mantine/core";
import { useMay } from "../../office.tsx";
import { KeywordList } from "./keyword-list.tsx";
import { RegisteringBySms } from "./registering-by-sms.tsx";
import { SystemTexts } from "./system-texts.tsx";

/** What people can do by SMS in this project: register themselves, text keywords; and the words Outpost answers with. */
export function BySmsSettings() {
	const may = useMay();
	return (
		<Stack gap="xl" maw={720}>
			{may.supervise && <RegisteringBySms />}
			<KeywordList />
			<SystemTexts />
		</Stack>
	);
}
