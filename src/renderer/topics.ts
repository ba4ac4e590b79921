import type { CallName, OutpostEvent, Topic } from "../core/api/index.ts";

/** Which rooms' changes make the answers of a call old, by the call's first word. */
const concerns: Record<string, readonly Topic[]> = {
	office: ["staff", "projects", "settings"],
	staff: ["staff"],
	projects: ["projects"],
	settings: ["settings", "projects"],
	audit: ["audit"],
	backup: ["settings"],
	number: ["numbers", "cases", "consent"],
	optOut: ["consent", "numbers"],
	consent: ["consent", "settings"],
	cases: ["cases", "consent", "numbers"],
	messages: ["messages", "inbox", "cases", "consent", "numbers"],
	reports: ["messages", "inbox", "cases", "consent", "numbers"],
	status: ["messages", "inbox", "gateways", "settings", "projects", "hq"],
	gateway: ["gateways", "messages"],
	surveys: ["surveys", "cases", "consent", "numbers", "messages"],
	imports: ["imports"],
	workers: ["workers", "numbers", "consent", "messages", "gateways"],
	selfRegistration: ["settings", "messages", "inbox"],
	duplicates: ["cases", "numbers", "consent"],
	hq: ["hq", "settings", "cases", "workers", "numbers", "consent"],
	keywords: ["settings", "surveys"],
	templates: ["settings", "projects"],
	practice: ["messages", "inbox", "gateways"],
	practiceHq: ["hq"],
};

/** Does this event make what `call` answered old? */
export function makesOld(event: OutpostEvent, call: CallName): boolean {
	const room = call.split(".", 1)[0] ?? "";
	if (event.type === "gateway-state") return room === "gateway" || room === "status";
	if (event.type === "session") return room === "office";
	if (event.type !== "changed") return false;
	return concerns[room]?.some((topic) => event.topics.includes(topic)) ?? false;
}
