import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { HqTest, Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { type ConnectionValues, placeIn } from "./connection-values.ts";
import classes from "./hq.module.css";
import { troubleWords } from "./trouble-words.ts";

const noticeMs = 120_000;

/** Asks HQ what this user may do, with what is typed, saved or not. Changes nothing there. */
export function ConnectionTest({ values }: { values: ConnectionValues }) {
	const t = useWords("hq");
	const test = useDo("hq.test");
	const [found, setFound] = useState<HqTest | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const { url, project, user, apiKey } = values;
	// An answer is about what was typed then.
	// biome-ignore lint/correctness/useExhaustiveDependencies: these are what the answer is about
	useEffect(() => {
		setFound(null);
		setProblem(null);
	}, [url, project, user, apiKey]);
	const go = async () => {
		const answer = await test.run(placeIn(values));
		setFound(answer.ok ? answer.value : null);
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<>
			<Group>
				<Button variant="default" loading={test.busy} onClick={() => void go()}>
					{t("test.go")}
				</Button>
				<Text size="sm" role="status">
					{test.busy && t("test.busy")}
				</Text>
			</Group>
			{problem && (
				<Alert
					color="red"
					variant="light"
					icon={<IconAlertTriangle aria-hidden />}
					role="alert"
					c="var(--mantine-color-text)"
				>
					{problem.code === "hq-not-set" ? t("test.fillIn") : troubleWords(problem)}
				</Alert>
			)}
			{found && (
				<div role="status">
					<Text mb="xs">{t("test.well")}</Text>
					<dl className={classes.rights}>
						{found.rights.map(({ right, may }) => (
							<div key={right} style={{ display: "contents" }}>
								<dt>{t(`right.${right}` as "right.cases.read")}</dt>
								<dd>
									{t(may === null ? "may.unknown" : may ? "may.yes" : "may.no")}
									{may === false && ` ${t(`without.${right}` as "without.cases.read")}`}
								</dd>
							</div>
						))}
					</dl>
					{found.cases !== null && <Text mt="xs">{t("test.cases", { number: found.cases })}</Text>}
					{found.clockDriftMs !== null && Math.abs(found.clockDriftMs) >= noticeMs && (
						<Text mt="xs">
							{t(found.clockDriftMs > 0 ? "clockAhead" : "clockBehind", {
								number: Math.round(Math.abs(found.clockDriftMs) / 60_000),
							})}
						</Text>
					)}
				</div>
			)}
		</>
	);
}
