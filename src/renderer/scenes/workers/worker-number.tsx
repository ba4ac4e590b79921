import { Button, Text } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem, WorkerView } from "../../../core/api/index.ts";
import { OptedOutChip } from "../../components/consent-chip.tsx";
import { isolated } from "../../components/isolated.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { StateChip } from "../../components/state-chip.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { shownNumber } from "../../shown-number.ts";
import { problemWords, useWords } from "../../words.ts";
import { NumberStatusChip } from "./number-status.tsx";
import { NumberTrouble } from "./number-trouble.tsx";
import classes from "./workers.module.css";

type Number = WorkerView["numbers"][number];

/** One number: its state, what can be done with it now, and help where it does not get verified. */
export function WorkerNumber({ worker, number }: { worker: WorkerView; number: Number }) {
	const t = useWords("workers");
	const verify = useDo("workers.verify");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [said, setSaid] = useState<string | null>(null);
	const shown = isolated(shownNumber(number.digits));
	const ask = async () => {
		const answer = await verify.run({ username: worker.username, digits: number.digits });
		setProblem(answer.ok ? null : answer.problem);
		setSaid(answer.ok ? t(`outcome.${answer.value.outcome}`) : null);
	};
	const mayVerify = worker.active && (number.status === "unverified" || number.status === "pending");
	return (
		<li className={classes.number}>
			<div className={classes.line}>
				<PhoneText digits={number.digits} />
				<NumberStatusChip status={number.status} />
				{number.optedOut && <OptedOutChip />}
				{number.default && <StateChip shape={IconStar} tone="plain" word={t("numbers.default")} />}
			</div>
			{number.status === "pending" && number.askedAt && (
				<Text size="sm">
					{t("numbers.asked")} <When at={number.askedAt} />. {t("numbers.resends", { count: number.resendsLeft })}
				</Text>
			)}
			{number.status === "duplicate" && <InUse number={number} />}
			<div className={classes.acts}>
				{mayVerify && (
					<Button
						size="compact-sm"
						variant={number.status === "unverified" ? "filled" : "default"}
						loading={verify.busy}
						aria-label={t("numbers.verifyOf", { number: shown })}
						onClick={() => void ask()}
					>
						{t("numbers.verify")}
					</Button>
				)}
				<NumberActs worker={worker} number={number} onProblem={setProblem} />
			</div>
			<Text size="sm" role="status">
				{said}
			</Text>
			{problem && (
				<Text size="sm" role="alert">
					{problemWords(problem)}
				</Text>
			)}
			{worker.active && number.status !== "verified" && (
				<NumberTrouble username={worker.username} digits={number.digits} />
			)}
		</li>
	);
}

function NumberActs(props: { worker: WorkerView; number: Number; onProblem(problem: Problem | null): void }) {
	const t = useWords("workers");
	const first = useDo("workers.makeDefault");
	const remove = useDo("workers.removeNumber");
	const [isAsking, setAsking] = useState(false);
	const { digits } = props.number;
	const { username } = props.worker;
	const shown = isolated(shownNumber(digits));
	const run = async (verb: typeof first | typeof remove) => {
		const answer = await verb.run({ username, digits });
		props.onProblem(answer.ok ? null : answer.problem);
		setAsking(false);
	};
	if (isAsking)
		return (
			<>
				<Text size="sm">{t("numbers.removeSure")}</Text>
				<Button size="compact-sm" autoFocus loading={remove.busy} onClick={() => void run(remove)}>
					{t("numbers.removeGo")}
				</Button>
				<Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
					{t("cancel")}
				</Button>
			</>
		);
	return (
		<>
			{!props.number.default && (
				<Button
					size="compact-sm"
					variant="default"
					loading={first.busy}
					aria-label={t("numbers.makeDefaultOf", { number: shown })}
					onClick={() => void run(first)}
				>
					{t("numbers.makeDefault")}
				</Button>
			)}
			<Button
				size="compact-sm"
				variant="default"
				aria-label={t("numbers.removeOf", { number: shown })}
				onClick={() => setAsking(true)}
			>
				{t("numbers.remove")}
			</Button>
		</>
	);
}

/** Who holds the number two-way, and the way to free it. Nothing of somebody in a project this person does not see. */
function InUse({ number }: { number: Number }) {
	const t = useWords("workers");
	const holder = number.inUseBy;
	if (!holder) return <Text size="sm">{t("inUse.elsewhere")}</Text>;
	const name = isolated(holder.name);
	return (
		<Text size="sm">
			{t(holder.kind === "case" ? "inUse.case" : "inUse.worker", { name, project: isolated(holder.project) })}{" "}
			{holder.kind === "case" ? (
				<Link to="/contacts/$id" params={{ id: holder.id }}>
					{t("inUse.open", { name })}
				</Link>
			) : (
				<Link to="/workers/$username" params={{ username: holder.id }}>
					{t("inUse.open", { name })}
				</Link>
			)}
		</Text>
	);
}
