import type { Acting } from "../api/acting.ts";
import {
	type CaseRecord,
	casesHolding,
	casesOfExternalId,
	checkUsername,
	findCase,
	findWorker,
	foldText,
	knowsOwner,
	numbersOf,
	propertiesOf,
	type WorkerRecord,
	whyDoubtful,
	workersHolding,
} from "../contacts/index.ts";
import type { ParsedNumber } from "../phone-numbers/api.ts";
import { readNumber } from "../phone-numbers/index.ts";
import type { ImportPlan } from "./api.ts";
import type { KnownTarget, LookUps } from "./check-row.ts";

/** Numbers of a sheet that were understood before, by how they stand there. */
export type Numbers = Map<string, Pick<ParsedNumber, "digits" | "problem">>;

/** What a row is compared with in this project, and in its own sheet. */
export function lookUpsFor(
	acting: Acting,
	plan: ImportPlan,
	seen: Pick<LookUps, "otherWithId" | "othersWithNumber">,
	parsed: Numbers = new Map(),
): LookUps {
	const country = countryOf(acting, plan);
	const doubts = new Map<string, string | null>();
	return {
		parseNumber(raw) {
			const known = parsed.get(raw);
			if (known) return known;
			const number = readNumber(raw, country);
			if (parsed.size < mostParsed) parsed.set(raw, number);
			return number;
		},
		byCaseId(id) {
			const found = findCase(acting, id);
			return found.ok && found.value.case_type === plan.type ? caseTarget(found.value) : null;
		},
		byExternalId: (id) => casesOfExternalId(acting, plan.type, id).map(caseTarget),
		byUsername(username) {
			const found = findWorker(acting, username);
			return found.ok ? workerTarget(acting, found.value) : null;
		},
		whyNotUsername(username) {
			const checked = checkUsername(acting, username);
			if (checked.ok) return null;
			const { code, details } = checked.problem;
			return typeof details?.longest === "number" ? { code, longest: details.longest } : { code };
		},
		holders: (digits) =>
			plan.kind === "cases"
				? casesHolding(acting, digits)
				: workersHolding(acting, digits).map(({ username }) => ({ id: username, name: username })),
		otherWithId: (key, row) => seen.otherWithId(key, row),
		othersWithNumber: (digits, name, row) => seen.othersWithNumber(digits, name, row),
		whyDoubtful(to, value) {
			const property = doubtfulFields.get(to);
			if (!property) return null;
			const key = `${property} ${value}`;
			let why = doubts.get(key);
			if (why === undefined) {
				why = property === "owner" ? whyNotOwner(acting, value) : whyDoubtful(acting, property, value);
				if (doubts.size < mostParsed) doubts.set(key, why);
			}
			return why;
		},
		sameName: (one, other) => foldText(one) === foldText(other) && other !== "",
		foldName: foldText,
	};
}

/** What a column may become and be wrong in without being refused; the fields of workers by the property of a case that means the same. */
const doubtfulFields = new Map([
	["time_zone", "time_zone"],
	["language_code", "language_code"],
	["language", "language_code"],
	["commcare_email_address", "commcare_email_address"],
	["email", "commcare_email_address"],
	["owner", "owner"],
]);

/** Owners are given by a username, by the name of a group or place, or by an id of HQ (commcare-behaviour §5.4). */
function whyNotOwner(acting: Acting, value: string): string | null {
	const name = value.trim();
	if (name === "" || /^[0-9a-f-]{32,36}$/i.test(name)) return null;
	return findWorker(acting, name).ok || knowsOwner(acting, name) ? null : "unknown-owner";
}

/** Whose numbers those without a country code are. */
export function countryOf(acting: Acting, plan: ImportPlan): string {
	return plan.country?.toUpperCase() || acting.project.country;
}

/** Numbers of a sheet mostly differ; a few thousand are enough for those that a village shares. */
const mostParsed = 5_000;

export function caseTarget(record: CaseRecord): KnownTarget {
	const values = propertiesOf(record);
	values.set("name", record.name);
	if (record.external_id) values.set("external_id", record.external_id);
	if (record.owner) values.set("owner", record.owner);
	if (record.closed_at !== null) values.set("close", "yes");
	return { id: record.id, values };
}

export function workerTarget(acting: Acting, worker: WorkerRecord): KnownTarget {
	return {
		id: worker.username,
		values: new Map([
			["username", worker.username],
			["first_name", worker.first_name],
			["last_name", worker.last_name],
			["email", worker.email],
			["language", worker.language ?? ""],
			["phone", numbersOf(acting.store, worker.id).join(" ")],
		]),
	};
}
