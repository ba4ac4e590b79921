import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { GatewayView, Problem } from "../../../core/api/index.ts";
import { GatewayLight } from "../../components/gateway-light.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { GatewayFacts } from "./gateway-facts.tsx";
import { GatewayRoutes } from "./gateway-routes.tsx";
import classes from "./gateways.module.css";
import { RemoveGateway } from "./remove-gateway.tsx";

export function GatewayCard({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const may = useMay();
	const pause = useDo("gateway.pause");
	const [problem, setProblem] = useState<Problem | null>(null);
	const isPaused = gateway.state === "paused";
	const toggle = async () => {
		const answer = await pause.run({ name: gateway.name, paused: !isPaused });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<section className={classes.card} aria-label={gateway.name}>
			<Group justify="space-between" gap="sm">
				<Group gap="sm">
					<Title order={2}>
						<bdi>{gateway.name}</bdi>
					</Title>
					<Group gap={6} role="status">
						<GatewayLight state={gateway.state} size={16} />
						<GatewayLight.Word state={gateway.state} />
					</Group>
					<Text size="sm" c="dimmed">
						{t(`kind.${gateway.kind}`)}
					</Text>
				</Group>
				<Group gap="sm">
					<Button variant="default" loading={pause.busy} onClick={() => void toggle()}>
						{t(isPaused ? "resume" : "pause")}
					</Button>
					{may.machines && <RemoveGateway name={gateway.name} queued={gateway.queued} />}
				</Group>
			</Group>
			{gateway.problem && <Text>{problemWords({ code: gateway.problem })}</Text>}
			{isPaused && <Text>{t("pausedMeans")}</Text>}
			<Trouble problem={problem} />
			<GatewayFacts gateway={gateway} />
			<GatewayRoutes gateway={gateway} mayChange={may.machines} />
		</section>
	);
}
