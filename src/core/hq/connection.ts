import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { checkPropertyNames, phoneProperty, verifiedProperty } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { isSafeAddress, isThisComputer, readSetting, writeSetting } from "../settings/index.ts";
import type { HqConnection, HqRight, HqTest } from "./api.ts";
import { type HqPlace, type Line, openLine } from "./line/open-line.ts";
import { placeOf } from "./line-record.ts";
import { mirrorOf } from "./mirror.ts";
import { hello } from "./pull.ts";
import { noticeableDrift } from "./status.ts";

export function connectionOf(acting: Acting): HqConnection {
	return {
		url: readSetting(acting, "hq.url"),
		project: readSetting(acting, "hq.project"),
		user: readSetting(acting, "hq.user"),
		keySet: readSetting(acting, "hq.apiKey") !== "",
		owner: readSetting(acting, "hq.owner"),
		mirror: mirrorOf(acting),
		dailyMegabytes: Number(readSetting(acting, "hq.dailyMegabytes")),
		complete: placeOf(acting) !== null,
	};
}

/**
 * Keeps what is given. `practice`: whether nothing is real in this office. Problems `hq-bad-address`, `hq-not-secure`, `hq-practice-only`,
 * `hq-key-of-another`, `hq-bad-project`, `hq-bad-sign`, `hq-bad-property-name`.
 */
export function connect(
	acting: Acting,
	input: ParsedInputOf<"hq.connect">,
	{ practice }: { practice: boolean },
): Result<HqConnection> {
	const wrong = whatIsWrong(acting, input, practice);
	if (wrong) return wrong;
	for (const name of Object.values(input.mirror ?? {})) {
		const own = name === phoneProperty || name === verifiedProperty;
		if (name !== "" && (own || !/^[A-Za-z]\w*$/.test(name) || !checkPropertyNames([{ name }]).ok))
			return fail("hq-bad-property-name", { field: "mirror", details: { name: name.slice(0, 60) } });
	}
	return acting.store.write(() => {
		const keep = (key: string, value: string | number | undefined) =>
			value === undefined ? ok({}) : writeSetting(acting, key, String(value));
		const kept = [
			keep("hq.url", input.url),
			keep("hq.project", input.project),
			keep("hq.user", input.user),
			keep("hq.apiKey", input.apiKey),
			keep("hq.owner", input.owner),
			keep("hq.property.optOut", input.mirror?.optOut),
			keep("hq.property.consent", input.mirror?.consent),
			keep("hq.property.verification", input.mirror?.verification),
			keep("hq.dailyMegabytes", input.dailyMegabytes),
		];
		const refused = kept.find((one) => !one.ok);
		if (refused && !refused.ok) return refused;
		acting.store.announce({ type: "changed", topics: ["hq"] });
		return ok(connectionOf(acting));
	});
}

function whatIsWrong(acting: Acting, input: Partial<HqPlace>, practice: boolean): Result<never> | null {
	const { url, project, user, apiKey } = input;
	if (url) {
		if (!URL.canParse(url) || !/^https?:\/\//.test(url)) return fail("hq-bad-address", { field: "url" });
		if (!isSafeAddress(url)) return fail("hq-not-secure", { field: "url" });
		if (practice && !isThisComputer(new URL(url))) return fail("hq-practice-only", { field: "url" });
		if (apiKey === undefined && isKeyOfAnother(acting, url)) return fail("hq-key-of-another", { field: "apiKey" });
	}
	if (project && !/^[a-z0-9][a-z0-9.-]*$/.test(project)) return fail("hq-bad-project", { field: "project" });
	for (const [field, typed] of Object.entries({ user, apiKey }))
		if (typed && !sendable.test(typed)) return fail("hq-bad-sign", { field });
	return null;
}

/** User and key go in a header, which takes nothing else. */
const sendable = /^[\x20-\x7e]+$/;

/** The kept key was typed for the kept server, and is told to nobody else. */
function isKeyOfAnother(acting: Acting, url: string): boolean {
	const kept = URL.parse(readSetting(acting, "hq.url"));
	return readSetting(acting, "hq.apiKey") !== "" && kept?.origin !== new URL(url).origin;
}

/**
 * Asks HQ what this user may do there and changes nothing. `practice`: whether nothing is real in this office. Problems `hq-not-set`,
 * `hq-unreachable`, `hq-not-hq`, `hq-sign-in`, `hq-busy`, and those of `connect`.
 */
export async function testConnection(
	acting: Acting,
	input: ParsedInputOf<"hq.test">,
	{ practice }: { practice: boolean },
): Promise<Result<HqTest>> {
	const kept = { url: readSetting(acting, "hq.url"), ...input };
	const wrong = whatIsWrong(acting, kept, practice);
	if (wrong) return wrong;
	const place: HqPlace = {
		url: kept.url,
		project: input.project ?? readSetting(acting, "hq.project"),
		user: input.user ?? readSetting(acting, "hq.user"),
		apiKey: input.apiKey ?? readSetting(acting, "hq.apiKey"),
	};
	if (!Object.values(place).every(Boolean)) return fail("hq-not-set");
	const line = openLine(place, acting.clock);
	try {
		const greeting = await hello({ line });
		if ("trouble" in greeting) return fail(greeting.trouble.code, { details: { why: greeting.trouble.why } });
		const reads: [HqRight, string][] = [
			["workers.read", "api/user/v1/?limit=1"],
			["groups.read", "api/group/v1/?limit=1"],
			["locations.read", "api/location/v2/?limit=1"],
		];
		const rights: HqTest["rights"] = [{ right: "cases.read", may: true }];
		rights.push({ right: "cases.write", may: await mayWrite(line) });
		for (const [right, path] of reads) {
			const heard = await line.ask({ method: "GET", path, mostBytes: 4 * 1024 * 1024 });
			rights.push({ right, may: heard.came ? mayOf(heard.status) : null });
		}
		return ok({ rights, clockDriftMs: noticeableDrift(line.driftMs()), cases: greeting.cases });
	} finally {
		line.close();
	}
}

/** An empty submission is refused as such where the user might submit a real one (commcare-behaviour §7.5), and kept nowhere. */
async function mayWrite(line: Line): Promise<boolean | null> {
	const heard = await line.ask({
		method: "POST",
		path: "receiver/api/",
		headers: { "Content-Type": "multipart/form-data; boundary=outpost", "X-OpenRosa-Version": "3.0" },
		body: Buffer.from("--outpost--\r\n"),
	});
	if (!heard.came) return null;
	return heard.status === 400 ? true : heard.status === 401 || heard.status === 403 ? false : null;
}

function mayOf(status: number): boolean | null {
	return status === 200 ? true : status === 401 || status === 403 ? false : null;
}
