import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { GatewayView, Problem } from "../../../core/api/index.ts";
import { GatewayLight } from "../../components/gateway-light.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { GivePin } from "./give-pin.tsx";
import { useReasonWords } from "./reason-words.ts";

const pinTroubles = ["sim-pin-needed", "sim-pin-wrong"];

/** The traffic light in shape, colour and word, and under it the reason and the way out. */
export function GatewayState({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const may = useMay();
	const reason = useReasonWords();
	const isSimulated = gateway.kind === "simulator";
	const { problem, warning } = gateway;
	return (
		<div role="status">
			<Group gap={6}>
				<GatewayLight state={gateway.state} simulated={isSimulated} size={18} />
				<Text fw={600} span>
					<GatewayLight.Word state={gateway.state} simulated={isSimulated} />
				</Text>
				<Text size="sm" c="dimmed" span>
					{t(`kind.${gateway.kind}`)}
				</Text>
			</Group>
			{isSimulated && <Text size="sm">{t("practiceMeans")}</Text>}
			{problem && <Text mt={4}>{reason(problem, gateway.details)}</Text>}
			{!problem && warning && <Text mt={4}>{reason(warning)}</Text>}
			{gateway.state === "paused" && <Text mt={4}>{t("pausedMeans")}</Text>}
			{may.machines && problem !== null && pinTroubles.includes(problem) && <GivePin name={gateway.name} />}
		</div>
	);
}

export function PauseButton({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const pause = useDo("gateway.pause");
	const [problem, setProblem] = useState<Problem | null>(null);
	const toggle = async () => {
		const answer = await pause.run({ name: gateway.name, paused: !gateway.paused });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<>
			<Button variant="default" loading={pause.busy} onClick={() => void toggle()}>
				{t(gateway.paused ? "resume" : "pause")}
			</Button>
			<Trouble problem={problem} />
		</>
	);
}
