import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Breach, Wall } from "./breach.ts";
import { roomOf } from "./room-walls.ts";
import { isTest, projectRoot, type SourceFacts } from "./source-facts.ts";

/** Whose each table is. A new table in `drizzle/` needs its room here. */
export const tablesOf: Record<string, readonly string[]> = {
	audit: ["audit_line"],
	consent: ["consent_statement", "consent_event", "opt_out", "stop_review"],
	contacts: [
		"contact_case",
		"case_count",
		"registration_day",
		"vocabulary",
		"case_text",
		"case_search",
		"case_search_short",
		"possible_duplicate",
		"case_merge",
		"worker",
		"worker_number",
		"verification_run",
		"verification_run_number",
		"possible_duplicate",
		"case_merge",
	],
	gateway: [
		"gateway",
		"gateway_route",
		"gateway_status",
		"gateway_lease",
		"outgoing",
		"outgoing_part",
		"sent_count",
		"long_text_reference",
		"inbound_part",
		"inbound_text",
		"simulated_slot",
		"simulated_waiting",
		"simulated_text",
		"modem_memory",
		"sim_pin_tried",
		"gateway_signal",
	],
	hq: [
		"hq_line",
		"hq_lease",
		"hq_carrier",
		"hq_contact",
		"hq_owner",
		"hq_item",
		"hq_form",
		"hq_conflict",
		"hq_taken_number",
		"hq_stop_there",
		"hq_round",
	],
	messaging: ["message", "keyword", "keyword_word", "keyword_answer", "system_wording"],
	"phone-numbers": ["phone_entry", "verification_request", "verification_miss"],
	"practice-hq": ["practice_hq_record"],
	"self-registration": ["sms_registration", "unregistered_text"],
	settings: ["project", "setting"],
	"spreadsheet-import": [
		"import_batch",
		"import_row",
		"import_key",
		"import_preset",
		"import_tally",
		"import_code_tally",
	],
	staff: ["staff", "draft"],
	storage: ["meta", "schema_step"],
	surveys: ["survey", "survey_version", "survey_session", "survey_answer", "survey_run"],
};

/** Where one room's SQL may name another's table, and why. */
const allowed: { path: string; table: string; because: string }[] = [
	{
		path: "src/core/audit/read-audit.ts",
		table: "meta",
		because: "the end of the chain and what is noted of it must be read in one statement",
	},
];

const owners = new Map(Object.entries(tablesOf).flatMap(([room, tables]) => tables.map((table) => [table, room])));

/** A room's SQL names its own tables; what another room knows is asked for at its door. */
export const tablesStayHome: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (!source.path.startsWith("src/") || isTest(source.path)) continue;
		for (const { table, line } of tablesNamed(source)) {
			const owner = owners.get(table);
			if (!owner || owner === roomOf(source.path)) continue;
			if (allowed.some((one) => one.path === source.path && one.table === table)) continue;
			breaches.push({ path: source.path, line, why: `the table ${table} is ${owner}'s: ask at its door` });
		}
	}
	return breaches;
};

/** Tables named in the strings of a file, behind a word of SQL and the commas that follow it. */
function tablesNamed({ strings }: SourceFacts): { table: string; line: number }[] {
	return strings.flatMap(({ text, line }) =>
		[...text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+((?:[a-z_]+(?:\s+[a-z]\b)?\s*,\s*)*[a-z_]+)/g)].flatMap(
			(found) => (found[1] ?? "").split(",").map((name) => ({ table: name.trim().split(/\s/)[0] ?? "", line })),
		),
	);
}

/** Every table that the steps in `drizzle/` make, with its file. */
export function tablesInSteps(): { table: string; step: string }[] {
	return readdirSync(join(projectRoot, "drizzle")).flatMap((step) =>
		[
			...readFileSync(join(projectRoot, "drizzle", step), "utf8").matchAll(
				/^CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?([a-z_]+)/gm,
			),
		].map(([, table = ""]) => ({ table, step })),
	);
}

export function ownerOf(table: string): string | undefined {
	return owners.get(table);
}
