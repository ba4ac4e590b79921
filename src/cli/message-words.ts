import type { MessageView } from "../core/api/index.ts";
import { inLine } from "./print.ts";
import type { Words } from "./words.ts";

/** One line about a message: when, with whom, what became of it, the text. */
export function messageLine(message: MessageView, words: Words): string {
	const peer = (message.direction === "in" ? message.from : message.to) ?? "";
	const facts = [
		message.createdAt,
		message.direction === "in" ? "<" : ">",
		/^\d+$/.test(peer) ? `+${peer}` : inLine(peer),
		inLine(message.contact?.name),
		words.say(`message.state.${message.state}`),
		message.text === null ? words.say("message.unreadable") : inLine(message.text),
		message.problem ? `(${words.problem({ code: message.problem })})` : "",
	];
	return facts.filter(Boolean).join("  ");
}
