import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeDataFolder } from "../core/api/data-folder.ts";
import type { OfficeStatus, ProjectSummary } from "../core/api/index.ts";
import type { Log } from "../core/api/log-file.ts";
import type { OpenOptions } from "../core/outpost-types.ts";
import { keyCostForTests } from "../web/key-cost.ts";
import type { Cli, Office, OpenCore, OpenHow } from "./command.ts";
import { dataFolder } from "./data-folder.ts";
import type { Args } from "./flags.ts";
import { type Outcome, refused } from "./outcome.ts";
import { versionOf } from "./version.ts";
import { loadWords } from "./words.ts";

const seat = "command-line";

/** Opens the core without anybody signed in. Problems: `no-office` where the folder does not exist, `folder-unusable` where none can be made. */
export async function openCoreAt(args: Args, cli: Cli, how: OpenHow, openCore: OpenCore): Promise<Outcome<Office>> {
	const dataDir = dataFolder(args.value("data"), cli.env);
	if (!how.mayBeEmpty && !existsSync(dataDir)) return refused("no-office");
	if (!madeFolder(dataDir)) return refused("folder-unusable");
	const { openLogFile } = await import("../core/api/log-file.ts");
	const log = loudly(openLogFile(dataDir), cli);
	const outpost = await openCore({
		dataDir,
		log,
		version: versionOf(cli.paths.root),
		migrationsDir: cli.paths.migrations,
		localesDir: cli.paths.locales,
		runGateways: how.runGateways ?? false,
		keyCost: keyCostForTests(cli.env),
		...builtWorkers(cli),
		...(how.runGateways ? { checkWorker: join(cli.paths.root, "out/core/check-worker.js") } : {}),
		...(how.keepsSync ? { startSync: await syncBeside(cli, log) } : {}),
	});
	return { ok: true, value: { outpost, seat, call: (name, input) => outpost.call(name, input, seat) } };
}

/** Where the built program has what reads and imports sheets; run from the sources, the core finds its own. */
export function builtWorkers(cli: Pick<Cli, "paths">): { sheetWorker?: string; importWorker?: string } {
	if (import.meta.filename.endsWith(".ts")) return {};
	const built = (name: string) => join(cli.paths.root, "out/core", name);
	return { sheetWorker: built("sheet-worker.js"), importWorker: built("import-worker.js") };
}

/** As the web host keeps it; run from the sources, from its own. */
async function syncBeside(cli: Pick<Cli, "paths">, log: Log): Promise<OpenOptions["startSync"]> {
	const { keepSync } = await import("../sync/keep-sync.ts");
	const { syncAsChild } = await import("../sync/child-process.ts");
	const file = import.meta.filename.endsWith(".ts") ? "src/sync/index.ts" : "out/sync/index.js";
	return keepSync(() => syncAsChild(join(cli.paths.root, file)), log);
}

/** Signs in whoever works here and takes the project. Problems: `no-office`, `sign-in-needed`, `project-needed`, `no-such-project`, those of `staff.signIn`. */
export async function enterOffice(office: Office, args: Args, cli: Cli, how: OpenHow): Promise<Outcome<Office>> {
	const status = await office.call("office.status", {});
	if (!status.ok) return status;
	if (status.value.state === "first-run")
		return how.mayBeEmpty || how.signIn === "none" || how.signIn === "if-known"
			? { ok: true, value: office }
			: refused("no-office");
	if (how.signIn === "none") return { ok: true, value: office };
	const entered = await signIn(office, cli, how);
	// What the doctor is asked for is what stands in the way of signing in.
	if (!entered.ok) return how.signIn === "if-known" ? { ok: true, value: office } : entered;
	if (entered.value) cli.words = loadWords(cli.paths.locales, entered.value.session?.staff.language ?? "");
	if (entered.value && how.inProject !== undefined) {
		const project = await takeProject(office, args.value("project"), how.inProject);
		if (!project.ok) return project;
	}
	return { ok: true, value: office };
}

async function signIn(office: Office, cli: Cli, how: OpenHow): Promise<Outcome<OfficeStatus | null>> {
	const known = Boolean(cli.env.OUTPOST_STAFF && cli.env.OUTPOST_PIN);
	if (!known && how.signIn === "if-known") return { ok: true, value: null };
	const who = await whoWorks(cli);
	return who.ok ? office.call("staff.signIn", who.value) : who;
}

/** Name and PIN from `OUTPOST_STAFF` and `OUTPOST_PIN`, or from the terminal. Problem: `sign-in-needed`. */
export async function whoWorks(cli: Cli): Promise<Outcome<{ name: string; pin: string }>> {
	const known = Boolean(cli.env.OUTPOST_STAFF && cli.env.OUTPOST_PIN);
	if (!known && !cli.terminal.isThere()) return refused("sign-in-needed");
	const name = cli.env.OUTPOST_STAFF || (await cli.terminal.ask(cli.words.say("ask.name")));
	const pin = await pinOf(cli);
	return pin.ok ? { ok: true, value: { name, pin: pin.value } } : pin;
}

/** The PIN from `OUTPOST_PIN` or the terminal. Problem: `sign-in-needed`. */
export async function pinOf(cli: Cli): Promise<Outcome<string>> {
	if (cli.env.OUTPOST_PIN) return { ok: true, value: cli.env.OUTPOST_PIN };
	if (!cli.terminal.isThere()) return refused("sign-in-needed");
	return { ok: true, value: await cli.terminal.askSecret(cli.words.say("ask.pin")) };
}

/** With several projects one has to be named where it matters: a person registered in the wrong one is hard to find again. */
async function takeProject(
	office: Office,
	name: string | undefined,
	needed: boolean,
): Promise<Outcome<ProjectSummary | null>> {
	const projects = await office.call("projects.list", {});
	if (!projects.ok) return projects;
	if (name === undefined) {
		if (!needed || projects.value.length <= 1) return { ok: true, value: null };
		return refused("project-needed", { projects: projects.value.map((project) => project.name) });
	}
	const wanted = name.trim().toLocaleLowerCase();
	const project =
		projects.value.find((each) => each.name === name) ??
		projects.value.find((each) => each.name.toLocaleLowerCase() === wanted);
	if (!project) return refused("no-such-project", { project: name, projects: projects.value.map((each) => each.name) });
	return office.call("projects.use", { id: project.id });
}

/** Makes the folder where there is none yet; false where the system does not let it, or a file stands there. */
function madeFolder(dataDir: string): boolean {
	try {
		makeDataFolder(dataDir);
		return true;
	} catch {
		return false;
	}
}

/** With `OUTPOST_DEBUG` a mistake of the program is shown where it happened, not only in the log file. */
function loudly(log: Log, cli: Cli): Log {
	if (cli.env.OUTPOST_DEBUG !== "1") return log;
	return {
		...log,
		error(line, error) {
			log.error(line, error);
			cli.print.beside(`${line}: ${error instanceof Error ? error.stack : String(error)}`);
		},
	};
}
