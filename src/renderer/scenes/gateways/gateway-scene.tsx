import { Group, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { GatewayDetails } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { Balance } from "./balance.tsx";
import { Dialogue } from "./dialogue.tsx";
import { ModemFacts } from "./gateway-facts.tsx";
import { GatewaySetup } from "./gateway-setup.tsx";
import { GatewayState, PauseButton } from "./gateway-state.tsx";
import classes from "./gateways.module.css";
import { Queue } from "./queue.tsx";
import { RemoveGateway } from "./remove-gateway.tsx";
import { RoutesInWords } from "./routes-in-words.tsx";
import { SendTest } from "./send-test.tsx";
import { SendingLimits } from "./sending-limits.tsx";
import { SignalChart } from "./signal-chart.tsx";

/** One gateway: is it well, what has it sent, what waits and why, and its settings. */
export function GatewayScene() {
	const t = useWords("gateway");
	const { name } = useParams({ from: "/gateways/$name" });
	const asked = useAsk("gateway.show", { name }, { everyMs: 15_000 });
	return (
		<>
			<Link to="/gateways" className={classes.back}>
				{t("back")}
			</Link>
			{asked.data ? (
				<Shown key={asked.data.name} gateway={asked.data} />
			) : (
				asked.problem && (
					<>
						<Title order={1} mb="md">
							<bdi>{name}</bdi>
						</Title>
						{asked.problem.code === "gateway-not-found" ? (
							<Text role="alert">{t("notFound")}</Text>
						) : (
							<Trouble problem={asked.problem} again={asked.refetch} />
						)}
					</>
				)
			)}
		</>
	);
}

function Shown({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const may = useMay();
	const isModem = gateway.kind === "modem";
	return (
		<>
			<Head gateway={gateway} />
			<div className={classes.page}>
				<div className={classes.column}>
					{isModem && (
						<section className={classes.card} aria-label={t("fact.modem")}>
							<ModemFacts gateway={gateway} />
						</section>
					)}
					<SendingLimits gateway={gateway} />
					<Queue gateway={gateway} />
					{isModem && <Balance gateway={gateway} mayAsk={may.machines} />}
					{may.machines && <SendTest gateway={gateway} />}
				</div>
				<div className={classes.column}>
					{isModem && <SignalChart name={gateway.name} />}
					{may.machines && <GatewaySetup gateway={gateway} />}
					{may.machines && <Dialogue name={gateway.name} />}
				</div>
			</div>
		</>
	);
}

function Head({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const may = useMay();
	const navigate = useNavigate();
	const title = useRef<HTMLHeadingElement>(null);
	useEffect(() => title.current?.focus(), []);
	return (
		<header className={classes.head}>
			<Group justify="space-between" align="flex-start" gap="sm">
				<div>
					<Title order={1} ref={title} tabIndex={-1}>
						<bdi>{gateway.name}</bdi>
					</Title>
					<GatewayState gateway={gateway} />
				</div>
				<Group gap="sm">
					<PauseButton gateway={gateway} />
					{may.machines && (
						<RemoveGateway
							name={gateway.name}
							queued={gateway.queued}
							onRemoved={() => void navigate({ to: "/gateways" })}
						/>
					)}
				</Group>
			</Group>
			<Text size="sm">
				<RoutesInWords gateway={gateway} />{" "}
				<Link to="/gateways" search={{ show: "choice" }}>
					{t("choice.open")}
				</Link>
			</Text>
		</header>
	);
}
