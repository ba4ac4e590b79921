import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCloudUp, IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { OutputOf } from "../../core/api/index.ts";
import { useDo } from "../core-client.tsx";
import { ago } from "../time-words.ts";
import { useLocale, useWords } from "../words.ts";
import classes from "./status-line.module.css";

type Line = OutputOf<"status.line">;

/** HQ in the status line: last reached, what waits, when it is tried next, and a way not to wait for that. */
export function HqLine({ hq, lastSyncAt }: Pick<Line, "hq" | "lastSyncAt">) {
	const t = useWords("shell");
	const language = useLocale();
	const tryNow = useDo("hq.tryNow");
	const when = (at: string) => ago(at, Date.now(), language);
	const isStopped = hq.state === "stopped" || hq.problem?.code === "hq-not-hq";
	const isLate = hq.problem !== null && hq.state !== "running";
	const words = [lastSyncAt ? t("status.synced", { ago: when(lastSyncAt) }) : t("status.hqNever")];
	if (hq.state === "off") words[0] = t("status.hqOff");
	else if (hq.state === "running") words[0] = t("status.hqTrying");
	else if (isStopped) words[0] = t("status.hqStopped");
	if (hq.state !== "off" && hq.waiting > 0) words.push(t("status.hqWaiting", { number: hq.waiting }));
	if (isLate && hq.nextTryAt && Date.parse(hq.nextTryAt) > Date.now())
		words.push(t("status.hqNext", { when: when(hq.nextTryAt) }));
	return (
		<>
			<Link to="/hq" className={classes.part}>
				{isStopped ? (
					<IconAlertTriangle size={14} color="var(--outpost-bad)" aria-hidden />
				) : (
					<IconCloudUp size={14} aria-hidden />
				)}
				{words.join(" · ")}
			</Link>
			{isLate && (
				<UnstyledButton className={classes.part} fz={12} disabled={tryNow.busy} onClick={() => void tryNow.run({})}>
					<IconRefresh size={14} aria-hidden />
					{t("status.hqTryNow")}
				</UnstyledButton>
			)}
		</>
	);
}
