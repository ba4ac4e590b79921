import { LineChart } from "@mantine/charts";
import { Table, Tabs, Text, Title } from "@mantine/core";
import { useId } from "react";
import { useAsk } from "../../core-client.tsx";
import { dir, useLocale, useWords } from "../../words.ts";
import classes from "./gateways.module.css";
import { everyHour, type Hour } from "./signal-hours.ts";
import { strengthOf } from "./strength.ts";

const ticks = [0, 10, 20, 31];

/** Signal of the last day as a line with gaps where nothing was measured; the hours as a table behind a tab. */
export function SignalChart({ name }: { name: string }) {
	const t = useWords("gateway");
	const language = useLocale();
	const id = useId();
	const samples = useAsk("gateway.signal", { name }, { everyMs: 60_000 }).data;
	if (!samples) return null;
	const isEmpty = samples.every(({ signal }) => signal === null);
	// Hours from 0 to 23 are short, and stand in no line that could turn them round.
	const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
	const points = samples.map(({ at, signal }) => ({ at: clock.format(new Date(at)), signal }));
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Tabs defaultValue="chart" keepMounted={false}>
				<div className={classes.cardHead}>
					<Title order={2} id={id}>
						{t("signal.title")}
					</Title>
					<Tabs.List aria-labelledby={id}>
						<Tabs.Tab value="chart">{t("signal.chart")}</Tabs.Tab>
						<Tabs.Tab value="table">{t("signal.table")}</Tabs.Tab>
					</Tabs.List>
				</div>
				<Tabs.Panel value="chart">
					{isEmpty ? (
						<Text c="dimmed" py="md">
							{t("signal.empty")}
						</Text>
					) : (
						<div aria-hidden dir="ltr">
							<LineChart
								h={160}
								data={dir() === "rtl" ? points.toReversed() : points}
								dataKey="at"
								series={[{ name: "signal", label: t("fact.signal"), color: "var(--outpost-bar-mid)" }]}
								curveType="stepAfter"
								withDots={points.length < 30}
								connectNulls={false}
								tickLine="none"
								gridAxis="x"
								xAxisProps={{ minTickGap: 40 }}
								yAxisProps={{
									ticks,
									domain: [0, 31],
									interval: 0,
									width: 36,
									orientation: dir() === "rtl" ? "right" : "left",
								}}
								lineChartProps={{ accessibilityLayer: false }}
								lineProps={{ isAnimationActive: false }}
								tooltipAnimationDuration={0}
							/>
						</div>
					)}
				</Tabs.Panel>
				<Tabs.Panel value="table">
					<HourTable hours={everyHour(samples)} />
				</Tabs.Panel>
			</Tabs>
		</section>
	);
}

function HourTable({ hours }: { hours: Hour[] }) {
	const t = useWords("gateway");
	const language = useLocale();
	const clock = new Intl.DateTimeFormat(language, {
		weekday: "short",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	});
	const strengthIn = (low: number, high: number) => {
		const word = t(`strength.${strengthOf(low)}`);
		return low === high ? t("fact.signalIs", { word, signal: low }) : t("signal.range", { word, low, high });
	};
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
		<section className={classes.tableBox} tabIndex={0} aria-label={t("signal.table")}>
			<Table fz={13} aria-label={t("signal.title")}>
				<Table.Thead>
					<Table.Tr>
						<Table.Th>{t("signal.when")}</Table.Th>
						<Table.Th>{t("signal.strength")}</Table.Th>
					</Table.Tr>
				</Table.Thead>
				<Table.Tbody>
					{hours.map(({ at, low, high }) => (
						<Table.Tr key={at}>
							<Table.Th scope="row">
								<time dateTime={at}>{clock.format(new Date(at))}</time>
							</Table.Th>
							<Table.Td>{low === null || high === null ? t("signal.gone") : strengthIn(low, high)}</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</section>
	);
}
