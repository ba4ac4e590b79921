const steps: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
	["year", 31_557_600_000],
	["month", 2_629_800_000],
	["week", 604_800_000],
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
];

/** Making a format costs a hundred times its use, and a list says forty times when. */
function perLanguage<Format>(make: (language: string) => Format): (language: string) => Format {
	const made = new Map<string, Format>();
	return (language) => {
		const format = made.get(language) ?? make(language);
		made.set(language, format);
		return format;
	};
}

const agoFormat = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
const exactFormat = perLanguage(
	(language) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
);

/** `5 minutes ago`, in the language on screen. */
export function ago(at: string, from: number, language: string): string {
	const distance = new Date(at).getTime() - from;
	const format = agoFormat(language);
	for (const [unit, ms] of steps) {
		if (Math.abs(distance) >= ms) return format.format(Math.round(distance / ms), unit);
	}
	return format.format(0, "second");
}

/** Date and time to the minute. */
export function exactly(at: string, language: string): string {
	return exactFormat(language).format(new Date(at));
}
