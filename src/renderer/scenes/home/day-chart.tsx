import { BarChart } from "@mantine/charts";
import { Table, Tabs, Text, Title } from "@mantine/core";
import { useId } from "react";
import { dir, locale, useWords } from "../../words.ts";
import { countTicks } from "./count-ticks.ts";
import classes from "./home.module.css";

type Series = "received" | "sent" | "delivered" | "failed" | "consented" | "notConsented";
type Day<S extends Series> = { day: string } & Record<S, number>;

function dayName(day: string, language: string): string {
	return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }).format(
		new Date(`${day}T00:00:00Z`),
	);
}

/** Counts of the last days as bars, and as a table behind a tab. */
export function DayChart<S extends Series>(props: {
	name: "texts" | "registrations";
	days: Day<S>[];
	series: { name: S; color: string }[];
}) {
	const t = useWords("shell");
	const id = useId();
	const { name, series } = props;
	const words = (one: S) => t(`chart.series.${one as Series}`);
	const days = props.days.map((day) => ({ ...day, day: dayName(day.day, locale()) }));
	const ticks = countTicks(
		Math.max(0, ...props.days.map((day) => series.reduce((sum, one) => sum + day[one.name], 0))),
	);
	const isEmpty = props.days.every((day) => series.every((one) => day[one.name] === 0));
	return (
		<section aria-labelledby={id} className={classes.part}>
			<Tabs defaultValue="chart" keepMounted={false}>
				<div className={classes.chartHead}>
					<Title order={2} id={id}>
						{t(`chart.${name}`)}
					</Title>
					<Tabs.List aria-labelledby={id}>
						<Tabs.Tab value="chart">{t("chart.chart")}</Tabs.Tab>
						<Tabs.Tab value="table">{t("chart.table")}</Tabs.Tab>
					</Tabs.List>
				</div>
				<Tabs.Panel value="chart">
					{isEmpty ? (
						<Text c="dimmed" py="xl">
							{t(`chart.${name}Empty`)}
						</Text>
					) : (
						<div aria-hidden dir="ltr">
							<BarChart
								h={180}
								data={dir() === "rtl" ? days.toReversed() : days}
								dataKey="day"
								type="stacked"
								series={series.map((one) => ({ name: one.name, label: words(one.name), color: one.color }))}
								withLegend
								tickLine="none"
								gridAxis="x"
								legendProps={{ itemSorter: null, verticalAlign: "bottom" }}
								yAxisProps={{
									ticks,
									domain: [0, ticks.at(-1) ?? 1],
									interval: 0,
									width: 36,
									orientation: dir() === "rtl" ? "right" : "left",
								}}
								barChartProps={{ accessibilityLayer: false }}
								barProps={{ isAnimationActive: false, stroke: "var(--mantine-color-body)", strokeWidth: 1 }}
								tooltipAnimationDuration={0}
							/>
						</div>
					)}
				</Tabs.Panel>
				<Tabs.Panel value="table">
					{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
					<section className={classes.tableBox} tabIndex={0} aria-labelledby={id}>
						<Table fz={13} aria-labelledby={id}>
							<Table.Thead>
								<Table.Tr>
									<Table.Th>{t("chart.day")}</Table.Th>
									{series.map((one) => (
										<Table.Th key={one.name}>{words(one.name)}</Table.Th>
									))}
								</Table.Tr>
							</Table.Thead>
							<Table.Tbody>
								{days.toReversed().map((day) => (
									<Table.Tr key={day.day}>
										<Table.Th scope="row">{day.day}</Table.Th>
										{series.map((one) => (
											<Table.Td key={one.name}>{day[one.name]}</Table.Td>
										))}
									</Table.Tr>
								))}
							</Table.Tbody>
						</Table>
					</section>
				</Tabs.Panel>
			</Tabs>
		</section>
	);
}
