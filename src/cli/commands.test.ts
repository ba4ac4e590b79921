import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { add, caseKeys, type Env, messageKeys, officeForTests, projectFlags, who } from "./office-for-tests.ts";

// Every command with a real core on a real data folder, in this process; `command-line.test.ts` has them as processes.
const { here: outpost, remove } = officeForTests();
afterAll(remove);
beforeAll(async () => {
	expect(await outpost(["init", ...projectFlags])).toMatchObject({ code: 0, err: "" });
});

/** The JSON documents of a command that did it all. */
async function json(...argv: string[]) {
	const { code, out, err, lines } = await outpost(["--json", ...argv]);
	if (code !== 0 || err !== "") throw new Error(`${argv.join(" ")}: ${code} ${err || out}`);
	return lines.map((line) => JSON.parse(line));
}

async function refusal(...argv: string[]) {
	const { code, out } = await outpost(["--json", ...argv]);
	const answer = JSON.parse(out);
	expect({ code, answer }).toMatchObject({
		code: 1,
		answer: { ok: false, problem: { code: expect.any(String), message: expect.stringMatching(/^\S.*\S$/) } },
	});
	return answer.problem;
}

describe("a data folder", () => {
	it("that can't be one is said so", async () => {
		for (const command of [["init", ...projectFlags], ["case", "list"], ["doctor"], ["serve"]]) {
			expect(await refusal(...command, "--data", import.meta.filename)).toMatchObject({ code: "folder-unusable" });
		}
	});

	it.runIf(process.platform === "linux")("where the system makes no folders is said so, and at once", async () => {
		expect(await refusal("init", ...projectFlags, "--data", "/proc/outpost/office")).toMatchObject({
			code: "folder-unusable",
		});
	});
});

describe("modem", () => {
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
		const cleared = await outpost(["case", "set", made.id, "contact_phone_number=", "--json"]);
		expect(cleared).toMatchObject({ code: 0, err: expect.stringMatching(/^Warning: /) });
		expect(JSON.parse(cleared.out).number.state).toBe("none");
		const zero = await outpost(["case", "set", made.id, "contact_phone_number=0", "--json"]);
		expect(zero).toMatchObject({ code: 0, err: expect.stringMatching(/^Warning: /) });
	});
	it("take a doubtful number on somebody's word only", async () => {
		expect(await refusal(...add("Baraka", "15551234567"))).toMatchObject({ code: "doubtful-number", field: "phone" });
		const [made] = await json(...add("Baraka", "15551234567", "--accept-warnings", "--consent=paper"));
		expect(made).toMatchObject({ number: { digits: "15551234567" }, consent: { channel: "paper" } });
	});
	it("refuse what is no number, no name for a property, no case", async () => {
		expect(await refusal(...add("Baraka", "-x"))).toMatchObject({ field: "phone" });
		expect(await refusal(...add("Baraka", "0712000112", "--property", "__proto__=1"))).toHaveProperty("code");
		for (const named of ["name=Baraka M", "type=child", "contact_phone_number=0712000113"])
			expect(await refusal(...add("Baraka", "0712000112", "--property", named))).toMatchObject({
				code: "reserved-property-name",
			});
		expect(await refusal("case", "show", "no-such-case")).toMatchObject({ code: "case-not-found" });
	});
	it("take or refuse odd names without a trace of a stack", async () => {
		const [emoji] = await json(...add("👩🏾‍⚕️ ንግስቲ", "0712000113"));
		expect(emoji.name).toBe("👩🏾‍⚕️ ንግስቲ");

		expect((await json("case", "set", emoji.id, "--", "name=-x"))[0].name).toBe("-x");
	});
	it("are listed newest first, as full cases, searched and cut", async () => {
		const all = await json("case", "list", "--limit", "0");
		const times = all.map((each) => each.openedAt);
		expect(times).toEqual([...times].sort((a, b) => (a < b ? 1 : -1)));
		for (const each of all) expect(Object.keys(each)).toEqual(expect.arrayContaining(caseKeys));
		expect(await json("case", "list", "--limit=2")).toEqual(all.slice(0, 2));
		expect((await json("case", "list", "--search", "zawadi")).map((each) => each.name)).toEqual(["Zawadi M."]);
		expect(await json("case", "list", "--search", "nobody is called so")).toEqual([]);
		expect((await outpost(["case", "list"])).lines).toHaveLength(all.length);
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
		expect(ran.code).toBe(0);
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
		expect((await outpost(["gateway", "run", "--until-idle"])).code).toBe(0);
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
		expect((await json("gateway", "use", "91", "254700000001"))[0]).toMatchObject({
			name: "second",
			routes: [expect.objectContaining({ prefix: "2557" }), expect.objectContaining({ prefix: "91" })],
		});
		expect(await refusal("gateway", "use", "91", "254700000002")).toMatchObject({ code: "no-gateway-with-number" });
		expect((await outpost(["gateway", "use", "ninety", "254700000001"])).code).toBe(2);
		expect((await outpost(["gateway", "use", "91", "+254 700"])).code).toBe(2);
		const changed = await json(
			"gateway",
			"change",
			"Second",
			"--reply-to=",
			"--set",
			"countries=UG,TZ",
			"--note",
			"SMS only",
		);
		expect(changed[0]).toMatchObject({ replyTo: null, settings: { countries: "UG,TZ", hourlyCap: "5" } });
		expect(await refusal("gateway", "change", "second", "--set", "countries=Uganda")).toMatchObject({
			code: "bad-setting",
			details: { setting: "countries", takes: "KE,UG / *" },
		});
		expect(await json("gateway", "remove", "second")).toHaveLength(1);
		expect(await refusal("gateway", "remove", "second")).toMatchObject({ code: "gateway-not-found" });
	});
});

describe("gateway detect", () => {
	it("says of each port what stands there, a line each", async () => {
		const found = await json("gateway", "detect", "--port", "/dev/no-such-port");
		expect(found).toContainEqual(
			expect.objectContaining({
				port: "/dev/no-such-port",
				manufacturer: null,
				model: null,
				imei: null,
				imsi: null,
				sim: "unknown",
				canText: false,
				problem: "port-missing",
			}),
		);
		const { code, out } = await outpost(["gateway", "detect", "/dev/no-such-port"]);
		expect(code).toBe(0);
		expect(out).toMatch(/\/dev\/no-such-port {2}\S/);
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
