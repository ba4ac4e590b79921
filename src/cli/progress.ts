import type { Cli, Office } from "./command.ts";
import type { Outcome } from "./outcome.ts";

const barWidth = 24;

/** Shows how far a work is while it runs: a bar, the rate, and what is left. `what`: the words for it. */
export async function withProgress<T>(
	office: Office,
	cli: Cli,
	what: string,
	work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const stop = office.outpost.listen(office.seat, (event) => {
		if (event.type !== "progress" || !event.total) return;
		const { done, total, perSecond, secondsLeft } = event;
		const filled = Math.round((barWidth * Math.min(done, total)) / total);
		const bar = "#".repeat(filled) + ".".repeat(barWidth - filled);
		const pace =
			perSecond !== undefined && secondsLeft != null
				? cli.words.say("importing.pace", { perSecond, left: clockTime(secondsLeft) })
				: "";
		cli.print.progress(`${cli.words.say(what)} [${bar}] ${done}/${total} ${pace}`.trimEnd());
	});
	try {
		return await work();
	} finally {
		stop();
		cli.print.progress("");
	}
}

/** `0:07`, `12:30`, `1:02:30`. */
function clockTime(seconds: number): string {
	const two = (part: number) => String(part).padStart(2, "0");
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
