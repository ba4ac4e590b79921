import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { HqStatus } from "../../../core/api/index.ts";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./hq.module.css";
import { troubleWords } from "./trouble-words.ts";

/** The state in a sentence; where something is wrong, the reason and the way out. Calm about weather, plain about what needs a person. */
export function StateWords({ status }: { status: HqStatus }) {
	const t = useWords("hq");
	const may = useMay();
	const minutes = Math.round(Math.abs(status.clockDriftMs ?? 0) / 60_000);
	const decisions = status.parked + status.conflicts;
	const isWeather = ["hq-unreachable", "hq-busy", "hq-budget-spent"].includes(status.problem?.code ?? "");
	return (
		<>
			{status.problem ? (
				<Alert
					color={isWeather ? "gray" : "red"}
					variant="light"
					role={isWeather ? "status" : "alert"}
					icon={isWeather ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
					c="var(--mantine-color-text)"
				>
					{troubleWords(status.problem)}
					{!isWeather && (
						<>
							{" "}
							{may.machines ? (
								<Link to="/hq" search={{ tab: "connection" }}>
									{t("toConnection")}
								</Link>
							) : (
								t("tellMachines")
							)}
						</>
					)}
				</Alert>
			) : (
				<Text>
					{status.waiting + decisions > 0 ? (
						<IconCloudUp size={16} className={classes.icon} aria-hidden />
					) : (
						<IconCloudCheck size={16} className={classes.icon} aria-hidden />
					)}{" "}
					<span role="status">
						{status.lastSuccessAt === null
							? t(status.state === "running" ? "trying" : "notYet")
							: status.waiting > 0
								? t("works")
								: decisions > 0
									? t("allButDecisions", { parked: status.parked, conflicts: status.conflicts })
									: t("allThere")}
					</span>{" "}
					{/* It counts down while HQ is being told: outside of what is read out at each change. */}
					{status.lastSuccessAt !== null && status.waiting > 0 && t("waits", { number: status.waiting })}
				</Text>
			)}
			{!status.carried && <Text role="status">{t("notCarried")}</Text>}
			{minutes > 0 && (
				<Text role="status">
					<IconClock size={16} className={classes.icon} aria-hidden />{" "}
					{t((status.clockDriftMs ?? 0) > 0 ? "clockAhead" : "clockBehind", { number: minutes })}
				</Text>
			)}
		</>
	);
}
