import { Tooltip } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useLocale } from "../words.ts";

const tickMs = 30_000;
let now = Date.now();
const waiting = new Set<() => void>();
setInterval(() => {
	now = Date.now();
	for (const tell of waiting) tell();
}, tickMs);

function useNow(): number {
	return useSyncExternalStore(
		(tell) => {
			waiting.add(tell);
			return () => waiting.delete(tell);
		},
		() => now,
	);
}

const steps: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
	["year", 31_557_600_000],
	["month", 2_629_800_000],
	["week", 604_800_000],
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
];

/** `5 minutes ago`, in the language on screen. */
export function ago(at: string, from: number, language: string): string {
	const distance = new Date(at).getTime() - from;
	const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
	for (const [unit, ms] of steps) {
		if (Math.abs(distance) >= ms) return format.format(Math.round(distance / ms), unit);
	}
	return format.format(0, "second");
}

/** Date and time to the minute. */
export function exactly(at: string, language: string): string {
	return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** How long ago; the exact time on focus and hover. `quiet` keeps it out of the tab order, for rows of a table. */
export function When({ at, quiet }: { at: string; quiet?: boolean }) {
	const from = useNow();
	const language = useLocale();
	const exact = exactly(at, language);
	return (
		<Tooltip label={exact} events={{ hover: true, focus: true, touch: true }}>
			<time dateTime={at} {...(quiet ? {} : { tabIndex: 0 })} style={{ whiteSpace: "nowrap" }}>
				{ago(at, Date.parse(at) > from ? Date.now() : from, language)}
			</time>
		</Tooltip>
	);
}
