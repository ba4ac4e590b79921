import type { CaseChange, Held, HeldIndex } from "./held.ts";

/** What a caller of the case API wants done to one case. */
export interface CaseWish extends CaseChange {
	/** Of a case that is made with others: what they may call it in their indices. */
	temporaryId?: string;
}

const texts = ["case_type", "case_name", "owner_id", "external_id"] as const;
const named = new Set<string>([...texts, "properties", "indices", "close", "temporary_id", "case_id", "create"]);
const longest = 255;
const identifier = /^[A-Za-z_][\w.-]*$/;

/**
 * Reads one case of a call as HQ does, down to its sentences (commcare-behaviour §7.2). `creates`: it is a new one. `found`: ids of the cases that an
 * index may point at by another name than their id. Texts are what is wrong with it.
 */
export function readCaseWish(
	raw: unknown,
	{ held, creates, found }: { held: Held; creates: boolean; found: ReadonlyMap<string, string> },
): CaseWish | string[] {
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return ["Payload must be a JSON object"];
	const given = raw as Record<string, unknown>;
	const wrong: string[] = [];
	const wish: CaseWish = {};
	for (const name of Object.keys(given)) if (!named.has(name)) wrong.push(`'${name}' is not a valid field.`);
	if (creates && "case_id" in given) wrong.push("You cannot specify case_id when creating a new case");
	for (const name of texts) {
		const value = given[name];
		if (value === undefined) {
			if (creates && name !== "external_id") wrong.push(`Property ${name} is required.`);
			continue;
		}
		if (typeof value !== "string") wrong.push(`Property ${name} should be a string`);
		else if (value.length > longest) wrong.push(`Property ${name} should be at most ${longest} characters`);
		else if (value === "" && creates && (name === "case_name" || name === "owner_id"))
			wrong.push(`Property ${name} is required.`);
		else wish[name] = value;
	}
	if (given.close === true) wish.closed = true;
	if (typeof given.temporary_id === "string") wish.temporaryId = given.temporary_id;
	wish.properties = readProperties(given.properties, wrong);
	wish.indices = readIndices(given.indices, { held, found, wrong });
	return wrong.length > 0 ? wrong : wish;
}

function readProperties(given: unknown, wrong: string[]): Record<string, string> {
	const read: Record<string, string> = {};
	for (const [name, value] of Object.entries((given as Record<string, unknown> | undefined) ?? {})) {
		if (!identifier.test(name)) wrong.push(`Error with case property '${name}'. It is not a valid XML identifier`);
		else if (typeof value !== "string")
			wrong.push(`Error with case property '${name}'. Values must be strings, received '${JSON.stringify(value)}'`);
		else read[name] = value;
	}
	return read;
}

/** Each index names its case by exactly one of three ways; an empty case id takes the index away. */
function readIndices(
	given: unknown,
	{ held, found, wrong }: { held: Held; found: ReadonlyMap<string, string>; wrong: string[] },
): Record<string, HeldIndex> {
	const read: Record<string, HeldIndex> = {};
	for (const [name, raw] of Object.entries((given as Record<string, Record<string, unknown>> | undefined) ?? {})) {
		const ways = ["case_id", "external_id", "temporary_id"].filter((way) => typeof raw[way] === "string");
		const { case_type: type, relationship } = raw;
		if (ways.length !== 1) wrong.push(`Index '${name}' needs exactly one of case_id, external_id, temporary_id`);
		else if (typeof type !== "string" || (relationship !== "child" && relationship !== "extension"))
			wrong.push(`Index '${name}' needs case_type and a relationship of 'child' or 'extension'`);
		else {
			const [way = ""] = ways;
			const value = String(raw[way]);
			const id = way === "case_id" ? value : (found.get(`${way} ${value}`) ?? byExternalId(held, way, value));
			const isKnown = id === "" || held.cases.has(id ?? "") || [...found.values()].includes(id ?? "");
			if (id === undefined || !isKnown) wrong.push(`InvalidCaseIndex: '${name}' points at no case`);
			else read[name] = { case_id: id, case_type: type, relationship };
		}
	}
	return read;
}

function byExternalId(held: Held, way: string, value: string): string | undefined {
	if (way !== "external_id") return undefined;
	return [...held.cases.values()].find((one) => one.external_id === value)?.case_id;
}
