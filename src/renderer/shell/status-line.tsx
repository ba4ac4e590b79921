import { IconArchive, IconPlugConnectedX, IconSchool, IconSend } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { GatewayLight } from "../components/gateway-light.tsx";
import { useAsk, useConnection } from "../core-client.tsx";
import { useMay, useOffice } from "../office.tsx";
import { ago } from "../time-words.ts";
import { locale, useWords } from "../words.ts";
import { HqLine } from "./hq-line.tsx";
import { ImportAtWork } from "./import-at-work.tsx";
import classes from "./status-line.module.css";

/** Most gateways that fit into the line; the others stand on their page. */
const mostGateways = 3;

/** One quiet line at the foot of every scene: gateways, what is leaving, HQ, backup. Each part opens its page. */
export function StatusLine() {
	const t = useWords("shell");
	const { status } = useOffice();
	const may = useMay();
	const { data } = useAsk("status.line", {}, { everyMs: 60_000 });
	const isConnected = useConnection() === "connected";
	const since = (at: string) => ago(at, Date.now(), locale());
	return (
		<section className={classes.line} aria-label={t("status.label")}>
			{!isConnected && (
				<span className={classes.part}>
					<IconPlugConnectedX size={14} color="var(--outpost-bad)" aria-hidden />
					{t("status.lost")}
				</span>
			)}
			{isConnected && data && (
				<>
					{data.gateways.length === 0 && (
						<Link to="/gateways" className={classes.part}>
							<GatewayLight state="off" />
							<span>{t("status.noGateway")}</span>
						</Link>
					)}
					{data.gateways.slice(0, mostGateways).map((gateway) => (
						<Link key={gateway.name} to="/gateways" className={classes.part}>
							{/* Green would say that texts leave. */}
							{gateway.simulated && gateway.state === "ready" ? (
								<IconSchool size={14} color="var(--outpost-wait)" aria-hidden />
							) : (
								<GatewayLight state={gateway.state} />
							)}
							<bdi>{gateway.name}</bdi>
							<GatewayLight.Word state={gateway.state} />
							{gateway.simulated && !status.practice && <span>{t("status.practice")}</span>}
						</Link>
					))}
					<Link to="/messages" search={{ tab: "log", state: "queued" }} className={classes.part}>
						<IconSend size={14} aria-hidden />
						{t("status.leaving", { queued: data.queued, sending: data.sending })}
					</Link>
					{may.people && <ImportAtWork />}
					<span className={classes.space} />
					<HqLine hq={data.hq} lastSyncAt={data.lastSyncAt} />
					{!status.practice && (
						<Link to="/help/$page" params={{ page: "settings" }} className={classes.part}>
							<IconArchive size={14} aria-hidden />
							{data.lastBackupAt ? t("status.backedUp", { ago: since(data.lastBackupAt) }) : t("status.neverBackedUp")}
						</Link>
					)}
				</>
			)}
		</section>
	);
}
