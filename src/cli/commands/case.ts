import type { CaseView } from "../../core/api/index.ts";
import { asCase, caseLine, caseSheet } from "../case-words.ts";
import type { Cli, Noun } from "../command.ts";
import { countOf, inPages } from "../limit.ts";
import { done, type Exit, misuse, type Outcome } from "../outcome.ts";
import { caseFields, pairsOf } from "../pairs.ts";

const phoneProperty = "contact_phone_number";
/** How consent was given, in the words of the flag and of the core. */
const consentGiven = new Map([
	["verbal", { answer: "yes", channel: "spoken" } as const],
	["paper", { answer: "yes", channel: "paper" } as const],
	["none", undefined],
]);

export const cases: Noun = {
	add: {
		flags: {
			type: { kind: "value", takes: "T", needed: true },
			name: { kind: "value", takes: "N", needed: true },
			phone: { kind: "value", takes: "RAW", needed: true },
			property: { kind: "list", takes: "K=V" },
			owner: { kind: "value", takes: "O" },
			consent: { kind: "value", takes: "verbal|paper|none" },
			"accept-warnings": { kind: "switch" },
		},
		async run(args, cli) {
			const how = args.value("consent") ?? "none";
			if (!consentGiven.has(how))
				return misuse("not-one-of", { flag: "--consent", value: how, values: [...consentGiven.keys()].join(", ") });
			const pairs = pairsOf(args.all("property"));
			if (!pairs.ok) return pairs;
			const { fields, properties } = caseFields(pairs.value);
			// They have flags of their own, and one of the two would be lost.
			const doubled = pairs.value.find(({ name }) =>
				["name", "case_name", "type", "case_type", phoneProperty].includes(name),
			);
			if (doubled) return { ok: false, problem: { code: "reserved-property-name", details: { name: doubled.name } } };
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const consent = consentGiven.get(how);
			const owner = args.value("owner");
			const added = await office.value.call("cases.register", {
				...fields,
				type: args.given("type"),
				name: args.given("name"),
				phone: args.given("phone"),
				properties,
				...(owner === undefined ? {} : { owner }),
				...(consent ? { consent } : {}),
				acceptDoubtful: args.has("accept-warnings"),
			});
			return added.ok ? show(added.value, cli) : added;
		},
	},
	set: {
		takes: "ID K=V…",
		words: { min: 2, max: Number.MAX_SAFE_INTEGER },
		async run(args, cli) {
			const [id = "", ...words] = args.words;
			const pairs = pairsOf(words);
			if (!pairs.ok) return pairs;
			const { fields, properties } = caseFields(pairs.value);
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const changed = await office.value.call("cases.change", { id, ...fields, properties });
			if (!changed.ok) return changed;
			const number = properties.find(({ name }) => name === phoneProperty);
			if (number?.value.trim() === "") warn(cli, cli.words.say("case.without-number"));
			return show(changed.value, cli);
		},
	},
	show: onOne("cases.show"),
	close: onOne("cases.close"),
	reopen: onOne("cases.reopen"),
	list: {
		flags: { search: { kind: "value", takes: "TEXT" }, limit: { kind: "value", takes: "N" } },
		async run(args, cli) {
			const limit = countOf(args, "limit", 50);
			if (!limit.ok) return limit;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const search = args.value("search") ?? "";
			const shown = await inPages(
				limit.value,
				(page) => office.value.call("cases.list", { search, ...page }),
				async (row) => {
					const found = await office.value.call("cases.show", { id: row.id });
					// Deleted by somebody else since the page was read.
					if (!found.ok) return found.problem.code === "case-not-found" ? done : found;
					await cli.print.answer(asCase(found.value), () => caseLine(found.value, cli.words));
					return done;
				},
			);
			return shown.ok ? done : shown;
		},
	},
};

function onOne(verb: "cases.show" | "cases.close" | "cases.reopen") {
	return {
		takes: "ID",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const answered = await office.value.call(verb, { id: args.words[0] ?? "" });
			return answered.ok ? show(answered.value, cli) : answered;
		},
	} satisfies Noun[string];
}

function warn(cli: Cli, what: string): void {
	cli.print.beside(cli.words.say("warning", { what }));
}

async function show(one: CaseView, cli: Cli): Promise<Outcome<Exit>> {
	for (const code of one.warnings) warn(cli, cli.words.problem({ code }));
	await cli.print.answer(asCase(one), () => caseSheet(one, cli.words));
	return done;
}
