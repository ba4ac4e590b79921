import type { Answer } from "./at-session.ts";

/** The line that begins with a command's own name (`+CSQ:`), else "". Other lines may stand before it. */
export function lineOf(answer: Answer, name: string): string {
	return answer.lines.find((line) => line.startsWith(name)) ?? "";
}

/** The first line without a name of its own, or behind the command's: makers differ in `AT+CGSN` and its like. Else "". */
export function bareLine(answer: Answer, name: string): string {
	const named = lineOf(answer, name);
	if (named !== "") return unquoted(named.slice(name.length));
	return unquoted(answer.lines.find((line) => !/^[+^*#$%]/.test(line)) ?? "");
}

function unquoted(text: string): string {
	return text.trim().replace(/^"(.*)"$/, "$1");
}
