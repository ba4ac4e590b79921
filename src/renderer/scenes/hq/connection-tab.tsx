import { Text } from "@mantine/core";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ConnectionForm } from "./connection-form.tsx";

/** Where HQ is and who the office is there. */
export function ConnectionTab() {
	const t = useWords("hq");
	const kept = useAsk("hq.connection", {});
	return (
		<>
			<Trouble problem={kept.problem} again={kept.refetch} />
			{kept.loading && <Text role="status">{t("loading")}</Text>}
			{kept.data && <ConnectionForm kept={kept.data} />}
		</>
	);
}
