import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Every command here is a process of its own that opens a real data folder, as scripts outside use it.
const entry = join(import.meta.dirname, "index.ts");
const folder = mkdtempSync(join(tmpdir(), "outpost-cli-"));
const data = join(folder, "office");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const who = { OUTPOST_STAFF: "Amina Okoye", OUTPOST_PIN: "493817" };
type Env = Record<string, string>;

function start(argv: string[], env: Env): ChildProcess {
	const inherited = { PATH: process.env.PATH ?? "", HOME: folder, LANG: "en_US.UTF-8", NODE_NO_WARNINGS: "1" };
	return spawn(process.execPath, [entry, ...argv], {
		env: { ...inherited, OUTPOST_DATA: data, ...env },
		stdio: "pipe",
	});
}

interface Ran {
	code: number | null;
	out: string;
	err: string;
	lines: string[];
}

async function outpost(argv: string[], { input = "", env = who as Env } = {}): Promise<Ran> {
	const child = start(argv, env);
	let [out, err] = ["", ""];
	child.stdout?.setEncoding("utf8").on("data", (piece) => (out += piece));
	child.stderr?.setEncoding("utf8").on("data", (piece) => (err += piece));
	child.stdin?.on("error", () => {}).end(input);
	const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
	expect(err).not.toMatch(/\n\s+at /);
	return { code, out, err, lines: out === "" ? [] : out.trimEnd().split("\n") };
}

/** The one JSON document of a command that did it all. */
async function json(...argv: string[]) {
	const ran = await outpost([...argv, "--json"]);
	expect({ code: ran.code, out: ran.code === 0 ? "" : ran.out, err: ran.code === 0 ? "" : ran.err }).toEqual({
		code: 0,
		out: "",
		err: "",
	});
	return ran.lines.map((line) => JSON.parse(line));
}

async function refusal(...argv: string[]) {
	const ran = await outpost([...argv, "--json"]);
	expect(ran.code).toBe(1);
	const answer = JSON.parse(ran.out);
	expect(answer).toMatchObject({
		ok: false,
		problem: { code: expect.any(String), message: expect.stringMatching(/^\S.*\S$/) },
	});
	return answer.problem;
}

const add = (name: string, phone: string, ...more: string[]) => [
	"case",
	"add",
	"--type",
	"patient",
	"--name",
	name,
	"--phone",
	phone,
	...more,
];

const caseKeys = [
	"id",
	"project",
	"type",
	"name",
	"externalId",
	"owner",
	"closed",
	"properties",
	"number",
	"optedOut",
	"consent",
];
const messageKeys = [
	"id",
	"direction",
	"from",
	"to",
	"contact",
	"gateway",
	"text",
	"parts",
	"state",
	"problem",
	"createdAt",
	"sentAt",
	"deliveredAt",
];

beforeAll(async () => {
	const ran = await outpost(
		[
			"init",
			"--project",
			"Riverside Clinic",
			"--country",
			"KE",
			"--time-zone",
			"Africa/Nairobi",
			"--languages",
			"en,sw",
			"--supervisor",
			who.OUTPOST_STAFF,
			"--json",
		],
		{
			env: { OUTPOST_PIN: who.OUTPOST_PIN },
		},
	);
	expect(ran).toMatchObject({ code: 0, err: "" });
	const made = JSON.parse(ran.out);
	expect(made).toMatchObject({ project: "Riverside Clinic", staff: who.OUTPOST_STAFF });
	expect(made.recoveryCode.length).toBeGreaterThan(15);
});

describe("without an office", () => {
	const elsewhere = join(folder, "nobody");
	it("phone works, in order, and any country's", async () => {
		const input = "0712 345 678\r\n+1 555 123 4567\n15551234567\n\nnot a number\n٠٧١٢٣٤٥٦٧٨\n";
		const ran = await outpost(["phone", "--country", "KE", "--json", "--data", elsewhere], { input, env: {} });
		const answers = ran.lines.map((line) => JSON.parse(line));
		expect(answers.map((answer) => answer.digits)).toEqual([
			"254712345678",
			"15551234567",
			"15551234567",
			null,
			null,
			"254712345678",
		]);
		expect(answers[0]).toEqual({
			input: "0712 345 678",
			ok: true,
			digits: "254712345678",
			country: "KE",
			valid: true,
			possible: true,
			type: "MOBILE",
			problem: null,
		});
		expect(answers[2]).toMatchObject({ ok: true, valid: false, possible: true, problem: { code: "doubtful-number" } });
		expect(answers[3]).toMatchObject({
			input: "",
			ok: false,
			problem: { code: "no-number", message: expect.any(String) },
		});
		expect(ran.code).toBe(3);
		expect(existsSync(elsewhere)).toBe(false);
	});
	it("phone answers ten thousand lines", async () => {
		const numbers = Array.from({ length: 10_000 }, (_, i) => `07${String(10_000_000 + i * 37)}`);
		const ran = await outpost(["phone", "--country=KE", "--json"], { input: numbers.join("\n"), env: {} });
		expect(ran.code).toBe(0);
		expect(ran.lines.map((line) => JSON.parse(line).input)).toEqual(numbers);
	});
	it("phone is quiet when its reader goes", async () => {
		const child = start(["phone", "--country", "KE"], {});
		let err = "";
		child.stderr?.on("data", (piece) => (err += piece));
		child.stdin?.on("error", () => {});
		child.stdin?.end("0712345678\n".repeat(50_000));
		await new Promise((resolve) => child.stdout?.once("data", resolve));
		child.stdout?.destroy();
		expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
		expect(err).toBe("");
	});
	it("other commands are refused and make no folder", async () => {
		expect(await refusal("case", "list", "--data", elsewhere)).toMatchObject({ code: "no-office" });
		expect(existsSync(elsewhere)).toBe(false);
	});
	it("modem shows what it sends and reads it back", async () => {
		const [pdu] = await json("modem", "encode", "--to", "254712345678", "--text=-Habari 😀", "--report");
		expect(pdu).toEqual({ pdu: expect.stringMatching(/^[0-9A-F]+$/), length: expect.any(Number) });
		const [said] = await json("modem", "decode", pdu.pdu);
		expect(said).toMatchObject({ kind: "submit", to: "254712345678", text: "-Habari 😀", dcs: 8, part: 1, parts: 1 });
		const piped = await outpost(["modem", "decode", "--json"], {
			input: `${pdu.pdu}\nzz\n${pdu.pdu.toLowerCase()}\n`,
			env: {},
		});
		expect(piped.code).toBe(3);
		expect(piped.lines.map((line) => JSON.parse(line).text ?? JSON.parse(line).problem.code)).toEqual([
			"-Habari 😀",
			"pdu-not-hex",
			"-Habari 😀",
		]);
	});
});

describe("signing in", () => {
	it("is needed", async () => {
		const ran = await outpost(["case", "list", "--json"], { env: {} });
		expect(ran.code).toBe(1);
		expect(JSON.parse(ran.out).problem.code).toBe("sign-in-needed");
	});
	it("takes the right PIN only, and says no more in words than in JSON", async () => {
		const ran = await outpost(["case", "list"], { env: { ...who, OUTPOST_PIN: "000000" } });
		expect(ran).toMatchObject({ code: 1, out: "" });
		expect(ran.err.trimEnd().split("\n")).toHaveLength(1);
	});
});

describe("cases", () => {
	it("are registered with consent on record, shown, changed, closed and reopened", async () => {
		const [made] = await json(
			...add(
				"Zawadi Mwangi",
				"0712 345 678",
				"--property",
				"village=Kisima",
				"--property=note=a=b",
				"--owner",
				"amina",
				"--consent",
				"verbal",
			),
		);
		expect(Object.keys(made)).toEqual(expect.arrayContaining(caseKeys));
		expect(made).toMatchObject({
			project: "Riverside Clinic",
			type: "patient",
			owner: "amina",
			closed: false,
			properties: {
				village: "Kisima",
				note: "a=b",
				contact_phone_number: "254712345678",
				contact_phone_number_is_verified: "1",
			},
			number: { digits: "254712345678", state: "two-way", inUseBy: null },
			optedOut: false,
			consent: {
				state: "given",
				channel: "verbal",
				by: who.OUTPOST_STAFF,
				at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/),
			},
		});
		expect((await json("case", "show", made.id))[0]).toEqual(made);
		const [set] = await json(
			"case",
			"set",
			made.id,
			"village=",
			"name=Zawadi M.",
			"external_id=K-7",
			"owner_id=juma",
			"language_code=sw",
		);
		expect(set).toMatchObject({
			name: "Zawadi M.",
			externalId: "K-7",
			owner: "juma",
			properties: { language_code: "sw" },
		});
		expect(set.properties).not.toHaveProperty("village");
		expect((await json("case", "close", made.id))[0]).toMatchObject({ closed: true, number: { state: "none" } });
		expect((await json("case", "reopen", made.id))[0]).toMatchObject({ closed: false, number: { state: "two-way" } });
		expect((await json("number", "show", "254712345678"))[0]).toMatchObject({
			digits: "254712345678",
			entries: [
				{ owner: { kind: "case", id: made.id, name: "Zawadi M.", project: "Riverside Clinic" }, state: "two-way" },
			],
			optedOut: false,
		});
	});
	it("take consent set by hand, and an unreadable number with a warning", async () => {
		const [made] = await json(...add("Neema Otieno", "0712000111"));
		expect(made).toMatchObject({ number: { state: "one-way" }, consent: { state: "unknown", channel: null } });
		const [yes] = await json("case", "set", made.id, "contact_phone_number_is_verified=1");
		expect(yes).toMatchObject({
			number: { state: "two-way" },
			consent: { state: "given", channel: "staff", by: who.OUTPOST_STAFF },
		});
		const odd = await outpost(["case", "set", made.id, "contact_phone_number=ask later", "--json"]);
		expect(odd).toMatchObject({ code: 0, err: expect.stringMatching(/^Warning: .+\n$/) });
		expect(JSON.parse(odd.out).number).toMatchObject({ digits: null, state: "none" });
		for (const value of ["", "0"])
			expect((await json("case", "set", made.id, `contact_phone_number=${value}`))[0].number.state).toBe("none");
	});
	it("take a doubtful number on somebody's word only", async () => {
		expect(await refusal(...add("Baraka", "15551234567"))).toMatchObject({ code: "doubtful-number", field: "phone" });
		const [made] = await json(...add("Baraka", "15551234567", "--accept-warnings", "--consent=paper"));
		expect(made).toMatchObject({ number: { digits: "15551234567" }, consent: { channel: "paper" } });
	});
	it("refuse what is no number, no name for a property, no case", async () => {
		expect(await refusal(...add("Baraka", "-x"))).toMatchObject({ field: "phone" });
		expect(await refusal(...add("Baraka", "0712000112", "--property", "__proto__=1"))).toHaveProperty("code");
		expect(await refusal("case", "show", "no-such-case")).toMatchObject({ code: "case-not-found" });
	});
	it("take or refuse odd names without a trace of a stack", async () => {
		const [emoji] = await json(...add("👩🏾‍⚕️ ንግስቲ", "0712000113"));
		expect(emoji.name).toBe("👩🏾‍⚕️ ንግስቲ");
		expect(await refusal(...add("n".repeat(100_000), "0712000114"))).toMatchObject({ code: "name-too-long" });
		expect((await json("case", "set", emoji.id, "--", "name=-x"))[0].name).toBe("-x");
	});
	it("are listed newest first, as full cases, searched and cut", async () => {
		const all = await json("case", "list", "--limit", "0");
		const times = all.map((each) => each.openedAt);
		expect(times).toEqual([...times].sort().reverse());
		for (const each of all) expect(Object.keys(each)).toEqual(expect.arrayContaining(caseKeys));
		expect(await json("case", "list", "--limit=2")).toEqual(all.slice(0, 2));
		expect((await json("case", "list", "--search", "zawadi")).map((each) => each.name)).toEqual(["Zawadi M."]);
		expect(await json("case", "list", "--search", "nobody is called so")).toEqual([]);
		expect((await outpost(["case", "list"])).lines).toHaveLength(all.length);
	});
	it("are added by two processes at once", async () => {
		const before = (await json("case", "list", "--limit", "0")).length;
		const made = await Promise.all(
			Array.from({ length: 6 }, (_, i) => outpost([...add(`Twin ${i}`, `07130000${i}0`), "--json"])),
		);
		expect(made.map((ran) => ran.code)).toEqual([0, 0, 0, 0, 0, 0]);
		expect(await json("case", "list", "--limit", "0")).toHaveLength(before + 6);
	});
});

describe("texts", () => {
	it("are queued, run through the practice gateway, and logged", async () => {
		const [person] = await json(...add("Halima", "0714000001", "--consent", "verbal"));
		const [queued] = await json("send", "--to", `case:${person.id}`, "--text=-x");
		expect(Object.keys(queued)).toEqual(expect.arrayContaining(messageKeys));
		expect(queued).toMatchObject({
			direction: "out",
			to: "254714000001",
			text: "-x",
			state: "queued",
			gateway: "practice",
			contact: { kind: "case", id: person.id },
		});
		const ran = await outpost(["gateway", "run", "--until-idle", "--json"]);
		expect([0, 3]).toContain(ran.code);
		expect(
			ran.lines
				.map((line) => JSON.parse(line))
				.filter((event) => event.messageId === queued.id)
				.map((event) => event.event),
		).toContain("sent");
		const [logged] = await json("messages", "--contact", `case:${person.id}`, "--direction", "out");
		expect(logged).toMatchObject({
			id: queued.id,
			state: expect.stringMatching(/^(sent|delivered)$/),
			sentAt: expect.any(String),
		});
	});
	it("are refused where consent is missing, and kept in the log", async () => {
		const [person] = await json(...add("Rehema", "+1 202 456 1111"));
		expect(await refusal("send", "--to", `case:${person.id}`, "--text", "Hello")).toMatchObject({
			code: "NO_OPT_IN_CONSENT",
		});
		expect((await json("messages", "--limit", "1"))[0]).toMatchObject({
			state: "failed",
			problem: "NO_OPT_IN_CONSENT",
		});
	});
	it("come in by simulation: a stop, then nothing goes out, then a start", async () => {
		const [stop] = await json("simulate", "--from", "254714000001", "--text", "Stop!");
		expect(stop).toMatchObject({
			message: { direction: "in", from: "254714000001", text: "Stop!" },
			claimedBy: "opt-out",
			replies: [{ to: "254714000001", text: expect.stringContaining("START") }],
		});
		expect(await refusal("send", "--to", "254714000001", "--text", "Hello")).toMatchObject({
			code: "PHONE_NUMBER_OPTED_OUT",
		});
		const lines = [
			'{"from":"254714000001","text":"START"}',
			"nonsense",
			'{"from":"MPESA","text":"STOP"}',
			'{"text":"no sender"}',
			'{"from":254799111222,"text":"who are you","at":"2026-01-05T10:00:00+02:00"}',
		];
		const many = await outpost(["simulate", "--json"], { input: lines.join("\n") });
		expect(many.code).toBe(3);
		expect(many.lines.map((line) => JSON.parse(line)).map((answer) => answer.claimedBy ?? answer.problem.code)).toEqual(
			["opt-in", "line-not-understood", "opt-out", "line-not-understood", "staff"],
		);
	});
});

describe("gateways", () => {
	it("are added, routed, listed and removed", async () => {
		const [made] = await json(
			"gateway",
			"add",
			"second",
			"--kind",
			"simulator",
			"--reply-to",
			"254700000001",
			"--set",
			"hourlyCap=5",
			"--set=sendGapMs=0",
		);
		expect(made).toMatchObject({
			name: "second",
			kind: "simulator",
			state: expect.any(String),
			replyTo: "254700000001",
			settings: { hourlyCap: "5", sendGapMs: "0" },
		});
		expect(made).toHaveProperty("signal");
		expect((await json("gateway", "route", "2557", "second"))[0].routes).toEqual([
			expect.objectContaining({ prefix: "2557" }),
		]);
		const listed = await json("gateway", "list");
		expect(listed.map((each) => each.name)).toEqual(["second", "practice"]);
		expect(listed[1]).toMatchObject({ kind: "simulator", routes: [expect.objectContaining({ prefix: "*" })] });
		expect(await json("gateway", "remove", "second")).toHaveLength(1);
		expect(await refusal("gateway", "remove", "second")).toMatchObject({ code: "gateway-not-found" });
	});
});

describe("settings, doctor and projects", () => {
	it("are read and written", async () => {
		const [all] = await json("settings", "get");
		expect(all).toMatchObject({
			country: "KE",
			timeZone: "Africa/Nairobi",
			languages: "en,sw",
			"consent.required": "listed",
			"consent.prefixes": "1",
		});
		expect((await json("settings", "set", "consent.required", "everywhere"))[0]).toMatchObject({
			"consent.required": "everywhere",
		});
		expect((await json("settings", "get", "consent.required"))[0]).toEqual({ "consent.required": "everywhere" });
		expect(await refusal("settings", "set", "no.such.key", "1")).toHaveProperty("code");
		expect(await refusal("settings", "get", "__proto__")).toHaveProperty("code");
	});
	it("doctor gives every check a name, a verdict and words, signed in or not", async () => {
		for (const env of [who, {}] as Env[]) {
			const ran = await outpost(["doctor", "--json"], { env });
			expect([0, 3]).toContain(ran.code);
			const { checks } = JSON.parse(ran.out);
			expect(checks.length).toBeGreaterThan(1);
			for (const check of checks)
				expect(check).toMatchObject({
					name: expect.any(String),
					ok: expect.any(Boolean),
					message: expect.stringMatching(/ /),
				});
		}
	});
	it("a second project is added by the supervisor, and then one has to be named", async () => {
		const [added] = await json("init", "--project", "Hill Post", "--country", "UG", "--time-zone", "Africa/Kampala");
		expect(added).toEqual({ project: "Hill Post", staff: who.OUTPOST_STAFF });
		expect(await refusal("case", "list")).toMatchObject({
			code: "project-needed",
			details: { projects: ["Riverside Clinic", "Hill Post"] },
		});
		expect(await json("case", "list", "--project", "Hill Post")).toEqual([]);
		const [made] = await json(...add("Okello", "0712345678", "--project", "Hill Post", "--consent", "paper"));
		expect(made).toMatchObject({ project: "Hill Post", number: { digits: "256712345678" } });
	});
});

describe("serve", () => {
	it("prints its address, answers there, and ends on SIGTERM", async () => {
		const child = start(["serve", "--json", "--port", "0"], who);
		let err = "";
		child.stderr?.on("data", (piece) => (err += piece));
		const line = await new Promise<string>((resolve) => child.stdout?.once("data", (piece) => resolve(String(piece))));
		const { url } = JSON.parse(line);
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
		expect((await fetch(url)).status).toBeLessThan(500);
		child.kill("SIGTERM");
		expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
		expect(err).toBe("");
	});
});
