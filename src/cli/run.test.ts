import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Outpost } from "../core/outpost-types.ts";
import { run, type Surroundings } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const dataDir = mkdtempSync(join(tmpdir(), "outpost-run-"));
const staff = { id: "s1", name: "Amina", role: "supervisor", active: true, language: "en" };
const known = { OUTPOST_STAFF: "Amina", OUTPOST_PIN: "493817", OUTPOST_DATA: dataDir };

type Answers = Record<string, (input: Record<string, unknown>) => unknown>;

/** A core that answers what a test says and keeps what it was asked. */
function standIn(answers: Answers) {
	const asked: { name: string; input: unknown }[] = [];
	let closed = 0;
	const usual: Answers = {
		"office.status": () => ({ state: "sealed" }),
		"staff.signIn": () => ({ state: "open", session: { staff, locked: false, project: { id: "p1", name: "Clinic" } } }),
		"projects.list": () => [{ id: "p1", name: "Clinic" }],
		"projects.use": ({ id }) => ({ id }),
	};
	const outpost = {
		async call(name: string, input: Record<string, unknown>) {
			asked.push({ name, input });
			const value = (answers[name] ?? usual[name])?.(input);
			if (value === undefined) throw new Error(`nobody answers ${name}`);
			return typeof value === "object" && value !== null && "problem" in value
				? { ok: false, ...value }
				: { ok: true, value };
		},
		listen: () => () => {},
		leave() {},
		runGateways: async () => ({ ok: true, value: { waiting: 0, failed: 0 } }),
		async close() {
			closed++;
		},
	} as unknown as Outpost;
	return { outpost, asked, closed: () => closed };
}

async function cli(argv: string[], answers: Answers = {}, around: Partial<Surroundings> = {}) {
	const core = standIn(answers);
	const [stdout, stderr] = [new PassThrough(), new PassThrough()];
	const said = [stdout, stderr].map((stream) => {
		const pieces: string[] = [];
		stream.setEncoding("utf8").on("data", (piece) => pieces.push(piece));
		return pieces;
	});
	const code = await run(argv, {
		env: known,
		stdin: Readable.from([]),
		stdout,
		stderr,
		paths: { root, locales: join(root, "locales"), migrations: join(root, "drizzle") },
		untilEnded: () => new AbortController().signal,
		openCore: async () => core.outpost,
		terminal: { isThere: () => false, ask: async () => "", askSecret: async () => "" },
		...around,
	});
	await new Promise(setImmediate);
	const out = said[0]?.join("") ?? "";
	return {
		code,
		out,
		err: said[1]?.join("") ?? "",
		asked: core.asked,
		closed: core.closed(),
		json: () => JSON.parse(out),
	};
}

const problemOf = async (argv: string[], answers: Answers = {}, around: Partial<Surroundings> = {}) => {
	const ran = await cli([...argv, "--json"], answers, around);
	return { code: ran.code, problem: ran.out === "" ? null : ran.json().problem.code, err: ran.err };
};

it("says that Node is too old before the database's driver ends it without a word", async () => {
	const old = await cli(["case", "list"], {}, { node: "20.19.4" });
	expect({ code: old.code, asked: old.asked, out: old.out }).toEqual({ code: 1, asked: [], out: "" });
	expect(old.err).toContain("20.19.4");
	expect(await problemOf(["case", "list"], {}, { node: "20.19.4" })).toMatchObject({
		code: 1,
		problem: "node-too-old",
	});
});

describe("wrong usage", () => {
	it.each([
		[[]],
		[["cases"]],
		[["__proto__"]],
		[["constructor", "list"]],
		[["worker", "ad"]],
		[["export", "cases"]],
		[["alert", "list"]],
		[["case"]],
		[["case", "ad"]],
		[["case", "toString"]],
		[["case", "add", "--type", "t", "--name", "n"]],
		[["case", "add", "--type", "t", "--name", "n", "--phone", "1", "--consent", "yes"]],
		[["case", "add", "--type", "t", "--name", "n", "--phone", "1", "--property", "x"]],
		[["case", "add", "extra", "--type", "t", "--name", "n", "--phone", "1"]],
		[["case", "show"]],
		[["case", "show", "a", "b"]],
		[["case", "set", "a"]],
		[["case", "set", "a", "=b"]],
		[["case", "list", "--limit", "-1"]],
		[["case", "list", "--limit", "many"]],
		[["send", "--to", "1"]],
		[["send", "--to", "1", "--text", "-x"]],
		[["messages", "--direction", "up"]],
		[["messages", "--since", "yesterday"]],
		[["simulate", "--text", "hi"]],
		[["simulate", "--from", "254712345678", "--text", "hi", "--at", "yesterday"]],
		[["gateway", "add", "a", "--kind", "pigeon"]],
		[["gateway", "route", "x1", "a"]],
		[["settings", "set", "a"]],
		[["phone", "--country", "Kenya"]],
		[["init", "--project", "a"]],
		[["help", "nothing"]],
		[["case", "list", "--data="]],
	])("%j is answered with 2, one line and how it is used", async (argv) => {
		const ran = await cli(argv);
		expect({ code: ran.code, out: ran.out, asked: ran.asked }).toEqual({ code: 2, out: "", asked: [] });
		const [line, usage, rest] = ran.err.split("\n");
		expect(line).toMatch(/^\S.*[.:]?$/);
		expect(line).not.toMatch(/usage\.|\{\{/);
		expect(usage).toMatch(/^Usage: outpost/);
		expect(rest).toBe("");
	});
});

describe("help", () => {
	it("lists every command with words", async () => {
		const { code, out } = await cli(["help"]);
		expect(code).toBe(0);
		expect(out).toContain("outpost case add --type T --name N --phone RAW");
		expect(out).not.toMatch(/commands\.|help\./);
	});
	it.each([
		[["case", "add", "--help"]],
		[["--json", "send", "-h"]],
		[["help", "gateway"]],
		[["case", "--help"]],
		[["--help"]],
	])("%j", async (argv) => {
		const ran = await cli(argv);
		expect(ran.code).toBe(0);
		expect(ran.out).toContain("outpost ");
		expect(ran.err).toBe("");
	});
	it("says the version", async () => {
		expect((await cli(["--version"])).out).toMatch(/^\d+\.\d+\.\d+/);
	});
});

describe("who is working", () => {
	const list = { "cases.list": () => ({ rows: [], next: null }) };
	it("is refused without a name and a PIN", async () => {
		for (const env of [{}, { OUTPOST_STAFF: "Amina" }, { OUTPOST_PIN: "493817" }]) {
			const ran = await problemOf(["case", "list", "--data", dataDir], list, { env });
			expect(ran).toEqual({ code: 1, problem: "sign-in-needed", err: "" });
		}
	});
	it("is asked on a terminal", async () => {
		const terminal = { isThere: () => true, ask: async () => "Amina", askSecret: async () => "493817" };
		const ran = await cli(["case", "list", "--data", dataDir], list, { env: {}, terminal });
		expect(ran.code).toBe(0);
		expect(ran.asked).toContainEqual({ name: "staff.signIn", input: { name: "Amina", pin: "493817" } });
	});
	it("is told what the core says, in words on stderr or as JSON on stdout", async () => {
		const wrong = {
			"staff.signIn": () => ({ problem: { code: "not-allowed", field: "pin", details: { needs: "clerk" } } }),
		};
		const words = await cli(["case", "list"], wrong);
		expect({ code: words.code, out: words.out, lines: words.err.split("\n").length }).toEqual({
			code: 1,
			out: "",
			lines: 2,
		});
		const json = await cli(["--json", "case", "list"], wrong);
		expect(json.json()).toEqual({
			ok: false,
			problem: { code: "not-allowed", message: words.err.trim(), field: "pin", details: { needs: "clerk" } },
		});
		expect(json.closed).toBe(1);
	});
	it("finds no office in an empty or missing folder", async () => {
		expect(await problemOf(["case", "list", "--data", join(dataDir, "none")])).toMatchObject({
			code: 1,
			problem: "no-office",
		});
		expect(await problemOf(["case", "list"], { "office.status": () => ({ state: "first-run" }) })).toMatchObject({
			code: 1,
			problem: "no-office",
		});
	});
});

describe("projects", () => {
	const two = {
		"projects.list": () => [
			{ id: "p1", name: "Clinic" },
			{ id: "p2", name: "Hôpital" },
		],
		"cases.list": () => ({ rows: [], next: null }),
	};
	it("have to be named where there are several", async () => {
		expect(await problemOf(["case", "list"], two)).toMatchObject({ code: 1, problem: "project-needed" });
		expect(await problemOf(["case", "list", "--project", "Other"], two)).toMatchObject({
			code: 1,
			problem: "no-such-project",
		});
	});
	it("are taken by name", async () => {
		for (const name of ["Hôpital", "hôpital"]) {
			const ran = await cli(["--project", name, "case", "list"], two);
			expect(ran.code).toBe(0);
			expect(ran.asked).toContainEqual({ name: "projects.use", input: { id: "p2" } });
		}
	});
	it("don't matter to a number", async () => {
		const ran = await cli(["number", "show", "1"], {
			...two,
			"number.show": () => ({ digits: "1", entries: [], optedOut: false }),
		});
		expect(ran.code).toBe(0);
	});
});

describe("lists", () => {
	const messages = Array.from({ length: 1203 }, (_, i) => ({
		id: String(i),
		direction: "in",
		state: "handled",
		from: "1",
		text: "a\u001b[2Jb\nc",
		createdAt: "t",
	}));
	const paged = {
		"messages.list": (input: Record<string, unknown>) => {
			const from = Number(input.after ?? 0);
			const to = from + Number(input.limit);
			return { rows: messages.slice(from, to), next: to < messages.length ? String(to) : null };
		},
	};
	it.each([
		[[], 50],
		[["--limit", "0"], 1203],
		[["--limit=700"], 700],
		[["--limit", "5000"], 1203],
	])("%j", async (flags, count) => {
		const ran = await cli(["messages", "--json", ...flags], paged);
		const ids = ran.out
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line).id);
		expect(ids).toEqual(messages.slice(0, count).map((message) => message.id));
	});
	it("keep what would steer a terminal from people", async () => {
		const ran = await cli(["messages", "--limit", "1"], paged);
		expect(ran.out).toBe("t  <  +1  handled  a\ufffd[2Jb c\n");
	});
});

describe("mistakes of the program", () => {
	it("are one sentence, and a stack only where it is asked for", async () => {
		const broken = { "cases.list": () => undefined };
		const quiet = await cli(["case", "list", "--json"], broken);
		expect(quiet.code).toBe(1);
		expect(quiet.err).toBe("");
		expect(quiet.json().problem.code).toBe("bug");
		expect(quiet.closed).toBe(1);
		const loud = await cli(["case", "list", "--json"], broken, { env: { ...known, OUTPOST_DEBUG: "1" } });
		expect(loud.err).toContain("nobody answers cases.list");
	});
	it("are not those of a reader that has gone", async () => {
		const stdout = new PassThrough();
		stdout.destroy();
		const ran = await cli(["help"], {}, { stdout });
		expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: "" });
	});
});
