import { newId } from "../ground/index.ts";
import { type CaseWish, readCaseWish } from "./case-wish.ts";
import type { Held, HeldCase } from "./held.ts";
import { listCases } from "./list-cases.ts";

export interface ApiAnswer {
	status: number;
	body: unknown;
}

/** One call of the case API, version 2. `path`: behind `api/case/v2/`, still in percent signs. */
export interface CaseCall {
	method: string;
	path: string;
	query: URLSearchParams;
	body: string;
	/** Of the project, for the address of a next page. */
	root: string;
}

const mostAtOnce = 100;
const refuse = (error: string, status = 400): ApiAnswer => ({ status, body: { error } });
const notAllowed = refuse("Request method not allowed", 405);

/** Answers as HQ's case API does (commcare-behaviour §7.2). */
export function answerCaseCall(held: Held, call: CaseCall): ApiAnswer {
	const { method, path, query, root } = call;
	const external = /^ext\/(.+?)\/?$/.exec(path)?.[1];
	if (external !== undefined) return answerExternal(held, call, decodeURIComponent(external));
	if (path === "bulk-fetch/") return method === "POST" ? bulkFetch(held, call) : notAllowed;
	if (method === "GET") {
		if (path === "") return { status: 200, body: listCases(held, query, root) };
		const ids = decodeURIComponent(path).split(",");
		return ids.length > 1 ? fetchMany(held, ids, []) : fetchOne(held, ids[0] ?? "");
	}
	if ((method !== "POST" || path !== "") && method !== "PUT") return notAllowed;
	const sent = readJson(call.body);
	if (sent === undefined) return refuse("Payload must be valid JSON");
	if (method === "POST") return Array.isArray(sent) ? writeMany(held, sent) : create(held, sent);
	if (path === "") return updateByExternalId(held, sent);
	const id = decodeURIComponent(path);
	return held.cases.has(id) ? update(held, id, sent) : refuse(`Case '${id}' not found`, 404);
}

function answerExternal(held: Held, { method, body }: CaseCall, externalId: string): ApiAnswer {
	const found = withExternalId(held, externalId);
	if (found.length > 1)
		return refuse(
			`Multiple cases found with external_id '${externalId}': ${found.map((one) => one.case_id).join(", ")}`,
		);
	const [one] = found;
	if (method === "GET") return one ? { status: 200, body: one } : refuse(`Case '${externalId}' not found`, 404);
	if (method !== "PUT") return notAllowed;
	const sent = readJson(body);
	if (sent === undefined) return refuse("Payload must be valid JSON");
	// Update or insert.
	return one ? update(held, one.case_id, sent) : create(held, { ...(sent as object), external_id: externalId });
}

function fetchOne(held: Held, id: string): ApiAnswer {
	const one = held.cases.get(id);
	return one ? { status: 200, body: one } : refuse(`Case '${id}' not found`, 404);
}

/** In the order asked for; what is missing says so in its place. */
function fetchMany(held: Held, ids: readonly string[], externalIds: readonly string[]): ApiAnswer {
	const missing = "not found";
	const cases = [
		...ids.map((id) => held.cases.get(id) ?? { case_id: id, error: missing }),
		...externalIds.map((id) => withExternalId(held, id)[0] ?? { external_id: id, error: missing }),
	];
	const lost = cases.filter((one) => "error" in one).length;
	return { status: 200, body: { cases, matching_records: cases.length - lost, missing_records: lost } };
}

function bulkFetch(held: Held, { body }: CaseCall): ApiAnswer {
	const sent = readJson(body) as { case_ids?: string[]; external_ids?: string[] } | null | undefined;
	if (!sent) return refuse("Payload must be valid JSON");
	return fetchMany(held, sent.case_ids ?? [], sent.external_ids ?? []);
}

function create(held: Held, sent: unknown): ApiAnswer {
	const wish = readCaseWish(sent, { held, creates: true, found: new Map() });
	return Array.isArray(wish) ? refuse(wish.join("; ")) : written(held, newId(), wish);
}

function update(held: Held, id: string, sent: unknown): ApiAnswer {
	const wish = readCaseWish(sent, { held, creates: false, found: new Map() });
	return Array.isArray(wish) ? refuse(wish.join("; ")) : written(held, id, wish);
}

function updateByExternalId(held: Held, sent: unknown): ApiAnswer {
	const externalId = (sent as { external_id?: unknown } | null)?.external_id;
	const found = typeof externalId === "string" ? withExternalId(held, externalId) : [];
	const [one] = found;
	if (!one || found.length > 1) return refuse(`No case found with external ID '${externalId}'`);
	return update(held, one.case_id, sent);
}

/** All or nothing, in one form. */
function writeMany(held: Held, sent: readonly Record<string, unknown>[]): ApiAnswer {
	if (sent.length > mostAtOnce) return refuse(`You cannot submit more than ${mostAtOnce} updates in a single request`);
	const found = new Map<string, string>();
	const places = sent.map((one) => {
		const creates = one.create === true;
		const known = creates ? undefined : (one.case_id ?? withExternalId(held, String(one.external_id))[0]?.case_id);
		const id = creates ? newId() : String(known ?? "");
		for (const way of ["temporary_id", "external_id"])
			if (creates && typeof one[way] === "string") found.set(`${way} ${one[way]}`, id);
		return { one, creates, id };
	});
	const wrong: string[] = [];
	const wishes = places.map(({ one, creates, id }, at) => {
		const wish = readCaseWish(one, { held, creates, found });
		const faults = Array.isArray(wish) ? wish : [];
		if (typeof one.create !== "boolean") faults.push("A 'create' flag is required for each update.");
		else if (!creates && !held.cases.has(id)) faults.push(`Case '${id}' not found`);
		wrong.push(...faults.map((fault) => `Error in row ${at + 1}: ${fault}`));
		return { id, wish: wish as CaseWish };
	});
	if (wrong.length > 0) return refuse(wrong.join("; "));
	return { status: 200, body: { form_id: newId(), cases: wishes.map(({ id, wish }) => apply(held, id, wish)) } };
}

function written(held: Held, id: string, wish: CaseWish): ApiAnswer {
	return { status: 200, body: { form_id: newId(), case: apply(held, id, wish) } };
}

function apply(held: Held, id: string, { temporaryId: _temporary, ...change }: CaseWish): HeldCase {
	return held.change(id, change);
}

function withExternalId(held: Held, externalId: string): HeldCase[] {
	return [...held.cases.values()].filter((one) => one.external_id === externalId);
}

function readJson(body: string): unknown {
	try {
		return JSON.parse(body) ?? undefined;
	} catch {
		return undefined;
	}
}
