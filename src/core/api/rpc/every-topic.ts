import type { OutpostEvent, Topic } from "../events.ts";

const every: Record<Topic, true> = {
	cases: true,
	workers: true,
	consent: true,
	numbers: true,
	messages: true,
	inbox: true,
	gateways: true,
	staff: true,
	projects: true,
	settings: true,
	surveys: true,
	imports: true,
	audit: true,
	hq: true,
};

/** What is told when events may have been missed: ask again for all that is shown. */
export const everythingChanged: OutpostEvent = { type: "changed", topics: Object.keys(every) as Topic[] };
