import { Text, Title } from "@mantine/core";
import type { AnswerCount } from "../../../core/api/index.ts";
import { locale, useWords } from "../../words.ts";
import { useAnswerWords } from "./answer-words.ts";
import classes from "./surveys.module.css";

/** The answers to one question as bars, each with its count in figures: the chart is its own table. */
export function AnswerCounts({ count }: { count: AnswerCount }) {
	const t = useWords("surveys");
	const words = useAnswerWords();
	const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
	const bars = count.numbers
		? count.numbers.bins.map((bin) => ({
				key: `${bin.from}`,
				label: bin.from === bin.to ? number.format(bin.from) : `${number.format(bin.from)}–${number.format(bin.to)}`,
				count: bin.count,
			}))
		: count.values.map(({ value, label, count: n }) => ({
				key: value,
				label: words.value(count, value, label),
				count: n,
			}));
	const most = Math.max(1, ...bars.map((bar) => bar.count));
	return (
		<section className={classes.card} aria-label={words.title(count)}>
			<Title order={3}>
				<bdi>{words.title(count)}</bdi>
			</Title>
			<Text size="xs" c="dimmed">
				{t("answers.answered", { count: count.answered })}
				{count.numbers &&
					` · ${t("answers.numbers", {
						min: number.format(count.numbers.min),
						max: number.format(count.numbers.max),
						mean: number.format(count.numbers.mean),
						median: number.format(count.numbers.median),
					})}`}
			</Text>
			<ul className={classes.bars}>
				{bars.map((bar) => (
					<li key={bar.key} className={classes.bar}>
						<span>
							<bdi>{bar.label}</bdi>
						</span>
						<span className={classes.track} aria-hidden>
							<span className={classes.fill} style={{ display: "block", inlineSize: `${(bar.count / most) * 100}%` }} />
						</span>
						<span>
							{t("answers.share", {
								number: bar.count,
								share: count.answered === 0 ? 0 : Math.round((bar.count / count.answered) * 100),
							})}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
