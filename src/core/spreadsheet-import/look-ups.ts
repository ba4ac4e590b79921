import type { Acting } from "../api/acting.ts";
import {
	type CaseRecord,
	casesHolding,
	casesOfExternalId,
	checkUsername,
	findCase,
	findWorker,
	foldText,
	numbersOf,
	propertiesOf,
	type WorkerRecord,
	workersHolding,
} from "../contacts/index.ts";
import type { ParsedNumber } from "../phone-numbers/api.ts";
import { readNumber } from "../phone-numbers/index.ts";
import type { ImportPlan } from "./api.ts";
import type { KnownTarget, LookUps } from "./check-row.ts";

/** Numbers of a sheet that were understood before, by how they stand there. */
export type Numbers = Map<string, Pick<ParsedNumber, "digits" | "problem">>;

/** What a row is compared with in this project, and in the rows before it. */
export function lookUpsFor(
	acting: Acting,
	plan: ImportPlan,
	seen: Pick<LookUps, "earlierId" | "earlierNumber">,
	parsed: Numbers = new Map(),
): LookUps {
	const country = countryOf(acting, plan);
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
		earlierId: (key, row) => seen.earlierId(key, row),
		earlierNumber: (digits, name, row) => seen.earlierNumber(digits, name, row),
		sameName: (one, other) => foldText(one) === foldText(other) && other !== "",
		foldName: foldText,
	};
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
