import { gunzipSync } from "node:zlib";
import { answerCaseCall } from "./case-api.ts";
import type { Held } from "./held.ts";
import { readForm } from "./read-form.ts";
import { pageOf } from "./users.ts";

/** Who may come in, and to which project. */
export interface HqAccount {
	project: string;
	user: string;
	apiKey: string;
}

/** A request that was heard to its end. */
export interface Asked {
	method: string;
	/** Path and query. */
	url: string;
	/** A header by its name in small letters. */
	header(name: string): string;
	body: Buffer;
}

export interface Said {
	status: number;
	/** Empty: nothing is said of it. */
	type: string;
	body: string;
}

/** Where one HQ differs from another. */
export interface HqWays {
	/** Packed forms are unpacked. */
	takesGzip: boolean;
	/** The user may look at and change mobile workers. */
	mayEditUsers: boolean;
}

export const usualWays: HqWays = { takesGzip: true, mayEditUsers: true };

const json = (status: number, body: unknown): Said =>
	body === "" ? { status, type: "", body: "" } : { status, type: "application/json", body: JSON.stringify(body) };
const page = (status: number): Said => ({
	status,
	type: "text/html",
	body: "<!DOCTYPE html><html><body>CommCare HQ</body></html>",
});

/** What HQ answers (commcare-behaviour §7), and does. */
export async function answerAsHq(account: HqAccount, held: Held, asked: Asked, ways = usualWays): Promise<Said> {
	const url = new URL(asked.url, "http://localhost");
	const root = `/a/${account.project}/`;
	if (!url.pathname.startsWith(root)) return page(404);
	if (asked.header("authorization") !== `ApiKey ${account.user}:${account.apiKey}`)
		return json(401, { error: "Unauthorized" });
	const path = url.pathname.slice(root.length);
	const { method } = asked;
	const query = url.searchParams;
	const body = asked.body.toString("utf8");
	if (/^receiver\/([\w-]+\/)?$/.test(path) && method === "POST") return submit(held, asked, ways);
	if (path.startsWith("api/case/v2/")) {
		const answered = answerCaseCall(held, { method, path: path.slice("api/case/v2/".length), query, body, root });
		return json(answered.status, answered.body);
	}
	if (path.startsWith("api/user/v1/")) {
		if (!ways.mayEditUsers) return json(403, "");
		const answered = held.users.answer(method, path.slice("api/user/v1/".length), query, body);
		return answered ? json(answered.status, answered.body) : json(405, { error: "Request method not allowed" });
	}
	const list = {
		"api/group/v1/": held.groups,
		"api/location/v2/": held.locations,
		"api/location_type/v1/": held.locationTypes,
	}[path];
	return list ? json(200, pageOf(list, query)) : page(404);
}

/** A form (commcare-behaviour §7.5). */
async function submit(held: Held, asked: Asked, ways: HqWays): Promise<Said> {
	const say = (status: number, nature: string, words: string): Said => ({
		status,
		type: "text/html; charset=utf-8",
		body: `<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="${nature}">${words}</message></OpenRosaResponse>`,
	});
	const text = await formOf(asked, ways);
	if (text === null) return { status: 400, type: "text/plain", body: "xml_submission_file is missing" };
	const form = readForm(text);
	if (!form?.hasMeta) return say(500, "submit_error", "malformed");
	if (held.submit(form, text) === "success") return say(201, "submit_success", "√");
	const strict = asked.header("x-openrosa-version") === "3.0";
	return say(strict ? 422 : 201, strict ? "processing_failure" : "submit_error", "InvalidCaseIndex");
}

/** The form as it was sent: the body itself, or one part of it. Null where that part is missing. */
async function formOf({ header, body }: Asked, { takesGzip }: HqWays): Promise<string | null> {
	const bytes = header("content-encoding") === "gzip" && takesGzip ? gunzipSync(body) : body;
	const type = header("content-type");
	if (!type.startsWith("multipart/")) return bytes.toString("utf8");
	try {
		const parts = await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData();
		const part = parts.get("xml_submission_file");
		return typeof part === "string" ? part : ((await part?.text()) ?? null);
	} catch {
		return null;
	}
}
