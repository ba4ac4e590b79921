import { Button } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../core/api/index.ts";
import { useDo } from "../core-client.tsx";
import { useMay } from "../office.tsx";
import { useWords } from "../words.ts";
import { isolated } from "./isolated.ts";
import { Trouble } from "./trouble.tsx";

/** Puts a STOP that another office heard down here, too; what was asked about goes away by it, of which `onStopped` is told. Supervisors only: a clerk is told whom to ask. */
export function StopHere({ digits, name, onStopped }: { digits: string; name: string; onStopped?(): void }) {
	const t = useWords("hq");
	const may = useMay();
	const stop = useDo("optOut.stop");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!may.supervise) return t("stops.supervisor");
	const put = async () => {
		const answer = await stop.run({ digits });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) onStopped?.();
	};
	return (
		<>
			<Trouble problem={problem} />
			<Button
				variant="default"
				size="compact-sm"
				loading={stop.busy}
				aria-label={t("stops.stopOf", { name: isolated(name) })}
				onClick={() => void put()}
			>
				{t("stops.stop")}
			</Button>
		</>
	);
}
