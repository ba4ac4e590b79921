import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";

/** Whether this computer opens the office by itself after a start. Only the desktop program has a key store to keep the key in. */
export function UnattendedStart() {
	const t = useWords("settings");
	const now = useAsk("office.unattended", {});
	const set = useDo("office.setUnattended");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!now.data?.possible) return null;
	const choose = async (on: boolean) => {
		const answer = await set.run({ on });
		setProblem(answer.ok ? null : answer.problem);
		await now.refetch();
	};
	return (
		<Switch
			label={t("window.unattended")}
			description={t("window.unattendedHint")}
			checked={now.data.on}
			disabled={set.busy}
			error={problem && problemWords(problem)}
			onChange={(event) => void choose(event.currentTarget.checked)}
		/>
	);
}
