import type { CaseView } from "../core/api/index.ts";
import { inLine } from "./print.ts";
import type { Words } from "./words.ts";

/** A case as the command line's JSON has it. The channel of spoken consent has the word of the `--consent` flag. */
export function asCase(one: CaseView) {
	const { channel } = one.consent;
	return { ...one, consent: { ...one.consent, channel: channel === "spoken" ? ("verbal" as const) : channel } };
}

/** One line of a list. */
export function caseLine(one: CaseView, words: Words): string {
	const { digits, state } = one.number;
	const facts = [
		one.id,
		inLine(one.name),
		digits === null ? words.say("case.no-number") : `+${digits}`,
		words.say(`case.state.${state}`),
		words.say(`case.consent.${one.consent.state}`),
		one.optedOut ? words.say("case.opted-out") : "",
		one.closed ? words.say("case.closed") : "",
	];
	return facts.filter(Boolean).join("  ");
}

/** All about one case, a line each. */
export function caseSheet(one: CaseView, words: Words): string {
	const holder = one.number.inUseBy;
	const lines = [
		caseLine(one, words),
		`  ${words.say(one.owner ? "case.of" : "case.unowned", { type: inLine(one.type), project: inLine(one.project), owner: inLine(one.owner) })}`,
		holder ? `  ${words.say("case.in-use-by", { name: inLine(holder.name), project: inLine(holder.project) })}` : "",
		one.consent.at
			? `  ${words.say("case.consent-at", { at: one.consent.at, by: inLine(one.consent.by) || words.say("case.nobody") })}`
			: "",
		one.mayText.code ? `  ${words.say("case.not-texted", { why: words.problem({ code: one.mayText.code }) })}` : "",
		...Object.entries(one.properties).map(([name, value]) => `  ${name} = ${inLine(value)}`),
	];
	return lines.filter(Boolean).join("\n");
}
