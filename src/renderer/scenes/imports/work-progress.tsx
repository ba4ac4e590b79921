import { Button, Progress, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { catchFocus } from "../../components/catch-focus.ts";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import type { Progress as HowFar } from "./use-progress.ts";

/** How far, how fast, how long still; and the way to stop it. */
export function WorkProgress(props: { label: string; progress: HowFar | null; stopWord: string; onStop(): void }) {
	const t = useWords("imports");
	const { progress } = props;
	const stop = useRef<HTMLButtonElement>(null);
	// What had the focus may have gone where this came.
	useEffect(() => catchFocus(stop.current), []);
	const done = progress?.done ?? 0;
	const part = progress?.total ? Math.min(100, (done / progress.total) * 100) : 0;
	return (
		<section className={classes.card} aria-label={props.label}>
			<Text fw={600} role="status">
				{props.label}
			</Text>
			<Progress value={part} aria-label={props.label} />
			<div className={classes.acts}>
				<Text size="sm" className={classes.grow}>
					{progress &&
						(progress.total === null
							? t("progress.rows", { done })
							: t("progress.of", { done, total: progress.total }))}
					{progress?.perSecond ? ` · ${t("progress.rate", { count: Math.round(progress.perSecond) })}` : ""}
					{typeof progress?.secondsLeft === "number" ? ` · ${timeLeft(t, progress.secondsLeft)}` : ""}
				</Text>
				<Button ref={stop} variant="default" size="compact-sm" onClick={props.onStop}>
					{props.stopWord}
				</Button>
			</div>
			<Text size="sm">{t("progress.leave")}</Text>
		</section>
	);
}

function timeLeft(t: ReturnType<typeof useWords<"imports">>, seconds: number): string {
	if (seconds < 90) return t("progress.secondsLeft", { count: Math.max(1, Math.round(seconds)) });
	return t("progress.minutesLeft", { count: Math.round(seconds / 60) });
}
