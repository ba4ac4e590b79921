import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { HqTest, Result } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { type ConnectionValues, placeIn } from "./connection-values.ts";
import classes from "./hq.module.css";
import { troubleWords } from "./trouble-words.ts";

/** Asks HQ what this user may do, with what is typed, saved or not. Changes nothing there. */
export function ConnectionTest({ values }: { values: ConnectionValues }) {
	const t = useWords("hq");
	const test = useDo("hq.test");
	const [heard, setHeard] = useState<{ about: string; answer: Result<HqTest> } | null>(null);
	const place = placeIn(values);
	const about = JSON.stringify(place);
	// An answer is about what was typed when it was asked for.
	const answer = heard?.about === about ? heard.answer : null;
	const found = answer?.ok ? answer.value : null;
	const problem = answer && !answer.ok ? answer.problem : null;
	const go = async () => setHeard({ about, answer: await test.run(place) });
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
					{found.clockDriftMs !== null && (
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
