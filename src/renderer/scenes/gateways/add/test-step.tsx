import { Button, Group, Text } from "@mantine/core";
import { GatewayLight } from "../../../components/gateway-light.tsx";
import { isolated } from "../../../components/isolated.ts";
import { useAsk } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";
import { useReasonWords } from "../reason-words.ts";
import { TestText } from "../test-text.tsx";
import classes from "./add.module.css";
import type { StepProps } from "./add-modem.tsx";

const pinTroubles = ["sim-pin-needed", "sim-pin-wrong"];

/** Whether it works: its light, with the reason while it is not green, and a text to a phone in one's hand. */
export function TestStep({ values, change, onBack, onDone }: StepProps) {
	const t = useWords("gateway");
	const reason = useReasonWords();
	const gateway = useAsk("gateway.show", { name: values.added }, { everyMs: 5000 }).data;
	const isPinWanted = gateway?.problem != null && pinTroubles.includes(gateway.problem);
	return (
		<div className={classes.form}>
			<p className={classes.words}>{t("test.words", { name: isolated(values.added) })}</p>
			{gateway && (
				<div role="status">
					<Group gap={6}>
						<GatewayLight state={gateway.state} size={18} />
						<GatewayLight.Word state={gateway.state} />
					</Group>
					{gateway.problem && <Text mt={4}>{reason(gateway.problem, gateway.details)}</Text>}
				</div>
			)}
			{isPinWanted && (
				<Group>
					<Button variant="default" onClick={() => change({ step: "pin", sim: "pin" })}>
						{t("pin.give")}
					</Button>
				</Group>
			)}
			<TestText
				gateway={values.added}
				isReady={gateway?.state === "ready"}
				to={values.testTo}
				onTo={(testTo) => change({ testTo })}
				sent={values.test}
				onSent={(test) => change({ test })}
			/>
			<Group>
				<Button variant={values.test === "" ? "default" : "filled"} onClick={onDone}>
					{t(values.test === "" ? "test.without" : "test.done")}
				</Button>
				<Button variant="default" onClick={onBack}>
					{t("add.back")}
				</Button>
			</Group>
			{values.test === "" && (
				<Text size="sm" c="dimmed">
					{t("test.withoutMeans")}
				</Text>
			)}
		</div>
	);
}
