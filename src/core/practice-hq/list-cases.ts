import type { Held, HeldCase } from "./held.ts";

const usual = 20;
const most = 5000;

/** Cases by the time of their indexing, a page at a time; the address of the next page carries a cursor (commcare-behaviour §7.2). */
export function listCases(held: Held, query: URLSearchParams, root: string) {
	const limit = Math.min(Number(query.get("limit") ?? usual), most);
	const cursor = query.get("cursor");
	const asked = new URLSearchParams(
		cursor ? Buffer.from(cursor, "base64url").toString() : [...query].filter(([name]) => name !== "limit"),
	);
	const [since, after] = [asked.get("indexed_on.gte") ?? "", asked.get("after") ?? ""];
	const isAsked = filterOf(asked);
	const all = [...held.cases.values()]
		.filter(
			(one) =>
				isAsked(one) &&
				(one.indexed_on > since ||
					(one.indexed_on === since && one.case_id > after) ||
					(after === "" && one.indexed_on >= since)),
		)
		.sort((a, b) => inOrder(a.indexed_on, b.indexed_on) || inOrder(a.case_id, b.case_id));
	const cases = all.slice(0, limit);
	const last = cases.at(-1);
	const list = { matching_records: all.length, cases };
	if (!last || all.length <= limit) return list;
	asked.set("indexed_on.gte", last.indexed_on);
	asked.set("after", last.case_id);
	const next = Buffer.from(asked.toString()).toString("base64url");
	return { ...list, next: new URL(`${root}api/case/v2/?limit=${limit}&cursor=${next}`, "http://localhost").href };
}

/** Sign by sign, as the cursor is compared. */
function inOrder(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function filterOf(asked: URLSearchParams): (one: HeldCase) => boolean {
	const fields = ["external_id", "case_type", "owner_id"] as const;
	const properties = [...asked].flatMap(([name, value]) =>
		name.startsWith("properties.") ? [[name.slice("properties.".length), value] as const] : [],
	);
	return (one) =>
		fields.every((field) => asked.get(field) === null || asked.get(field) === one[field]) &&
		(asked.get("closed") === null || (asked.get("closed") === "true") === one.closed) &&
		properties.every(([name, value]) => (one.properties[name] ?? "") === value);
}
