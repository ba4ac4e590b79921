import { Button, Group, Text } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled, IconCircleDotFilled, IconCircleXFilled } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { OutputOf, Problem } from "../../../core/api/index.ts";
import { type PhoneEntry, PhoneField } from "../../components/phone-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./add/add.module.css";

/** A text to one's own phone through this gateway, whatever the routes say, and how far it is. `sent`: id of the last one, or empty. */
export function TestText(props: {
	gateway: string;
	isReady: boolean;
	to: PhoneEntry;
	onTo(to: PhoneEntry): void;
	sent: string;
	onSent(id: string): void;
}) {
	const t = useWords("gateway");
	const parse = useDo("number.parse");
	const send = useDo("gateway.test");
	const [error, setError] = useState<string>();
	const [problem, setProblem] = useState<Problem | null>(null);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setError(undefined);
		setProblem(null);
		const raw = props.to.raw.trim();
		const read = await parse.run({ raw: raw.slice(0, 200), country: props.to.country || undefined });
		const digits = read.ok ? read.value.digits : null;
		if (!read.ok || digits === null || (read.value.problem !== null && read.value.problem !== "doubtful-number")) {
			const code = read.ok ? read.value.problem : read.problem.code;
			return setError(raw !== "" && code ? problemWords({ code }) : t("test.toExpected"));
		}
		const sent = await send.run({ name: props.gateway, to: digits });
		if (sent.ok) props.onSent(sent.value.id);
		else setProblem(sent.problem);
	};
	return (
		<>
			<form noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
				<PhoneField value={props.to} error={error} onChange={props.onTo} />
				<Trouble problem={problem} />
				<Group>
					<Button type="submit" variant={props.sent === "" ? "filled" : "default"} loading={parse.busy || send.busy}>
						{t(props.sent === "" ? "test.send" : "test.again")}
					</Button>
				</Group>
			</form>
			{props.sent !== "" && <Progress id={props.sent} isReady={props.isReady} />}
		</>
	);
}

const stages = ["queued", "sending", "sent", "delivered"] as const;

type State = OutputOf<"gateway.testState">["state"];

function Progress({ id, isReady }: { id: string; isReady: boolean }) {
	const t = useWords("gateway");
	const asked = useAsk("gateway.testState", { id }, { everyMs: 1500 });
	const test = asked.data;
	if (!test) return <Trouble problem={asked.problem} />;
	const at = (stages as readonly string[]).indexOf(test.state);
	return (
		<section role="status" aria-label={t("test.label")}>
			{at >= 0 && (
				<ol className={classes.progress}>
					{stages.map((stage, index) => (
						<Stage key={stage} stage={stage} where={whereOf(index, at, test.state)} />
					))}
				</ol>
			)}
			{test.state === "queued" && !isReady && <Text>{t("test.waitsForModem")}</Text>}
			{test.state === "sent" && <Text>{t("test.look")}</Text>}
			{test.state === "delivered" && <Text fw={600}>{t("test.works")}</Text>}
			{at < 0 && (
				<Group gap={8} wrap="nowrap" align="flex-start">
					<IconCircleXFilled size={18} color="var(--outpost-bad)" aria-hidden style={{ flex: "none" }} />
					<Text>{problemWords({ code: test.problem ?? "no-answer-from-modem" })}</Text>
				</Group>
			)}
		</section>
	);
}

type Where = "passed" | "atHand" | "ahead";

function whereOf(index: number, at: number, state: State): Where {
	// What was sent is done with; only a report can still follow.
	if (index < at || (index === at && (state === "sent" || state === "delivered"))) return "passed";
	return index === at ? "atHand" : "ahead";
}

function Stage({ stage, where }: { stage: (typeof stages)[number]; where: Where }) {
	const t = useWords("gateway");
	const shapes = { passed: IconCircleCheckFilled, atHand: IconCircleDotFilled, ahead: IconCircle };
	const colours = { passed: "var(--outpost-good)", atHand: "var(--outpost-wait)", ahead: "currentColor" };
	const Shape = shapes[where];
	return (
		<li data-ahead={where === "ahead"} {...(where === "atHand" ? { "aria-current": "step" } : {})}>
			<Shape size={18} color={colours[where]} aria-hidden />
			<span>{t(`test.step.${stage}`)}</span>
			<span className="seen-by-readers">{t(`test.${where}`)}</span>
		</li>
	);
}
