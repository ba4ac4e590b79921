import { Button, Group, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { StateChip } from "../../components/state-chip.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { checkReport } from "./check-report.ts";
import classes from "./settings.module.css";

/** What this computer needs for the office to work: how each thing is, and the way out where something is wrong. */
export function CheckComputer() {
	const t = useWords("settings");
	const { status } = useOffice();
	const clipboard = useClipboard({ timeout: 4000 });
	const asked = useAsk("doctor.run", {}, { keepPrevious: true });
	const checks = asked.data ?? [];
	const wrong = checks.filter((check) => !check.ok).length;
	return (
		<div className={classes.checks}>
			<Text maw={640}>{t("computer.words")}</Text>
			<Group gap="sm">
				<Button loading={asked.fetching} onClick={() => void asked.refetch()}>
					{t("computer.again")}
				</Button>
				{checks.length > 0 && (
					<Button variant="default" onClick={() => clipboard.copy(checkReport(checks, status.version))}>
						{t("computer.copy")}
					</Button>
				)}
				<Text role="status" size="sm">
					{clipboard.copied && t("computer.copied")}
					{clipboard.error && t("computer.copyFailed")}
				</Text>
			</Group>
			<Trouble problem={asked.problem} />
			{checks.length > 0 && (
				<Text fw={600} role="status">
					{wrong === 0 ? t("computer.allGood") : t("computer.someBad", { count: wrong })}
				</Text>
			)}
			<ul className={classes.checkList}>
				{checks.map((check) => (
					<li key={`${check.name} ${check.message} ${check.details?.gateway ?? ""}`} className={classes.check}>
						<StateChip
							shape={check.ok ? IconCircleCheck : IconAlertTriangle}
							tone={check.ok ? "good" : "bad"}
							word={t(check.ok ? "computer.good" : "computer.bad")}
						/>
						<div>
							<Text fw={600} size="sm">
								{t(`computer.name.${check.name}` as "computer.name.database")}
							</Text>
							<Text size="sm">
								{problemWords({ code: check.message, details: check.details })}{" "}
								{!check.ok && <WayOut name={check.name} />}
							</Text>
						</div>
					</li>
				))}
			</ul>
		</div>
	);
}

/** The page where it can be put right, for what has one. */
function WayOut({ name }: { name: string }) {
	const t = useWords("settings");
	if (name === "modem") return <Link to="/gateways">{t("computer.toGateways")}</Link>;
	if (name === "audit") return <Link to="/audit">{t("computer.toAudit")}</Link>;
	if (name === "backup" || name === "database")
		return (
			<Link to="/settings" search={{ tab: "backups" }}>
				{t("computer.toBackups")}
			</Link>
		);
	return null;
}
