import { Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import type { HqStatus, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./hq.module.css";

/** What HQ has already comes first; it may be held, and goes on where it stood, also after the computer was off. */
export function FirstDownload({ download }: { download: NonNullable<HqStatus["download"]> }) {
	const t = useWords("hq");
	const id = useId();
	const may = useMay();
	const set = useDo("hq.setDownload");
	const [problem, setProblem] = useState<Problem | null>(null);
	const { state, done, total } = download;
	const share = total ? Math.min(100, (done / total) * 100) : 0;
	const change = async (to: "running" | "paused") => {
		const answer = await set.run({ to });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("download.title")}
			</Title>
			<Stack gap="xs">
				<Progress value={share} aria-label={t("download.title")} className={classes.bar} />
				<Text>
					{total === null ? t("download.counting", { done }) : t("download.so", { done, total })}{" "}
					<span role="status">{t(state === "paused" ? "download.held" : "download.goesOn")}</span>
				</Text>
				<Trouble problem={problem} />
				{may.machines && (
					<Group>
						<Button
							variant="default"
							loading={set.busy}
							onClick={() => void change(state === "paused" ? "running" : "paused")}
						>
							{t(state === "paused" ? "download.goOn" : "download.hold")}
						</Button>
					</Group>
				)}
			</Stack>
		</section>
	);
}
