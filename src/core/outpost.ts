import { join } from "node:path";
import {
	type CallName,
	contract,
	type HqStatus,
	type OutpostEvent,
	type OutputOf,
	type ParsedInputOf,
} from "./api/index.ts";
import { mayDo } from "./api/roles.ts";
import { everythingChanged } from "./api/rpc/every-topic.ts";
import { dailyCopies, runDoctor, stageRestore, switchDatabase, unstage } from "./backup/index.ts";
import { fail, ok, type Result, silentLog, systemClock } from "./ground/index.ts";
import { openRooms, type Rooms } from "./office-rooms.ts";
import type { GatewayRun, OpenOptions, Outpost, RunOptions, Seat, SyncOptions } from "./outpost-types.ts";
import { enterPractice, FrontDesk, makeUnattended, type Office, recover, setUpOffice, signIn } from "./staff/index.ts";
import { storageProblem } from "./storage/index.ts";
import { runSync } from "./sync-office.ts";

export { decodePdu, encodeText } from "./gateway/index.ts";
export type { GatewayRun, OpenOptions, Outpost, RunOptions, Seat, SyncOffice, SyncOptions } from "./outpost-types.ts";
export { parseNumber } from "./phone-numbers/index.ts";
export { isCountry } from "./settings/index.ts";
export { type StartReader, showSheet } from "./spreadsheet-import/index.ts";
export { carryOffice } from "./sync-office.ts";

/** How often another process's commits are looked for, so that an open window shows what the command line did. */
const lookAroundMs = 500;

/**
 * Opens the core on a data folder. The database itself opens when the first person signs in. The only wiring place: which room hears
 * of what is said here and in `office-rooms.ts`.
 */
export async function openOutpost(options: OpenOptions): Promise<Outpost> {
	const clock = options.clock ?? systemClock;
	const log = options.log ?? silentLog;
	const localesDir = options.localesDir ?? join(options.migrationsDir, "..", "locales");
	const listeners = new Map<Seat, Set<(event: OutpostEvent) => void>>();
	const open = new Map<Office, Rooms>();
	const timers = new Map<Office, NodeJS.Timeout>();
	const syncs = new Map<Office, () => Promise<void>>();

	const desk = new FrontDesk({
		options: { ...options, keyCost: options.keyCost ?? costForTests() },
		onOpen(office) {
			const rooms = openRooms({
				office,
				desk,
				clock,
				log,
				localesDir,
				checkWorker: options.checkWorker,
				sheetWorker: options.sheetWorker,
				importWorker: options.importWorker,
				migrationsDir: options.migrationsDir,
				startReader: options.startReader,
				runGateways: options.runGateways ?? false,
			});
			open.set(office, rooms);
			office.store.listen((event) => tellEveryone(office, event));
			timers.set(office, watchOtherProcesses(office));
			const { dataDir, practice } = office;
			const dataKey = office.dataKey.toString("base64");
			const stopSync = options.startSync?.({ dataDir, practice, dataKey, migrationsDir: options.migrationsDir });
			if (stopSync) syncs.set(office, stopSync);
		},
		onSession: (seat) => tell(seat, { type: "session" }),
	});

	const unattended = makeUnattended(desk, options.keyKeeper, log);
	await unattended.open();

	function tell(seat: Seat, event: OutpostEvent) {
		for (const heard of listeners.get(seat) ?? []) heard(event);
	}
	function tellEveryone(office: Office, event: OutpostEvent) {
		for (const seat of listeners.keys()) if (desk.officeAt(seat) === office) tell(seat, event);
	}
	function watchOtherProcesses(office: Office): NodeJS.Timeout {
		let seen = office.store.dataVersion();
		const timer = setInterval(() => {
			const now = office.store.dataVersion();
			if (now === seen) return;
			open.get(office)?.handleWaiting();
			// A long work of our own tells what it does; what others did meanwhile is told after it.
			if (office.store.isLent()) return;
			seen = now;
			tellEveryone(office, everythingChanged);
		}, lookAroundMs);
		timer.unref();
		return timer;
	}

	/** Answers when no sync process has the database open any more. */
	async function endSync(office: Office): Promise<void> {
		const end = syncs.get(office);
		syncs.delete(office);
		await end?.();
	}

	async function moveOut(office: Office): Promise<void> {
		clearInterval(timers.get(office));
		timers.delete(office);
		const rooms = open.get(office);
		open.delete(office);
		await rooms?.close();
	}

	/** Takes the office at this seat back to a backup, with everybody moved out meanwhile; they move in again whatever came of it. */
	async function restore(seat: Seat, input: ParsedInputOf<"backup.restore">): Promise<Result<unknown>> {
		const door = desk.doorOf(seat);
		const { dataDir, practice } = door.place;
		if (practice) return fail("not-in-practice");
		const staged = await stageRestore({ ...door.place }, input);
		if (!staged.ok) return staged;
		const office = desk.shut(door);
		if (office) {
			await endSync(office);
			await moveOut(office);
			office.store.close();
		}
		const { proven, madeAt } = staged.value;
		const switched = switchDatabase(dataDir, staged.value, clock);
		if (!switched.ok) unstage(dataDir);
		if (switched.ok || office) {
			const opened = desk.open(door, proven.dataKey, false);
			if (!opened.ok) return switched.ok ? opened : switched;
			const ready = desk.ready(door);
			if (!ready.ok) return ready;
			tellEveryone(opened.value, { type: "session" });
			tellEveryone(opened.value, everythingChanged);
		}
		if (!switched.ok) return switched;
		if (!desk.hasSession(seat)) desk.sit(seat, door, proven.member.id);
		return ok({ madeAt, keptAs: switched.value });
	}

	/** What can be asked with no office open. Null: not one of these. */
	async function answerAtDesk(name: CallName, input: unknown, seat: Seat): Promise<Result<unknown> | null> {
		const as = <N extends CallName>() => input as ParsedInputOf<N>;
		switch (name) {
			case "office.status":
				return ok(desk.status(seat));
			case "office.setUp":
				return setUpOffice(desk, seat, as<"office.setUp">());
			case "office.enterPractice":
				return enterPractice(desk, seat, as<"office.enterPractice">().language);
			case "office.leavePractice":
				desk.goToPractice(seat, false);
				return ok(desk.status(seat));
			case "staff.signIn":
				return signIn(desk, seat, as<"staff.signIn">().name, as<"staff.signIn">().pin);
			case "staff.recover":
				return recover(desk, seat, as<"staff.recover">());
			case "staff.lock":
				desk.lock(seat);
				return ok(desk.status(seat));
			case "staff.signOut":
				desk.signOut(seat);
				return ok(desk.status(seat));
			case "backup.copies":
				return ok(dailyCopies(desk.doorOf(seat).place.dataDir));
			case "backup.restore":
				return restore(seat, as<"backup.restore">());
			case "doctor.run": {
				const office = desk.officeAt(seat);
				return ok(
					await runDoctor({
						dataDir: desk.doorOf(seat).place.dataDir,
						office,
						clock,
						checkWorker: options.checkWorker,
						gateways: office ? open.get(office)?.gateways() : undefined,
						hq: office ? open.get(office)?.hq() : undefined,
					}),
				);
			}
			default:
				return null;
		}
	}

	async function answer(name: CallName, input: unknown, seat: Seat, signal?: AbortSignal): Promise<Result<unknown>> {
		const entry = contract[name];
		if (!entry || !Object.hasOwn(contract, name)) return fail("unknown-call");
		const parsed = entry.input.safeParse(input ?? {});
		if (!parsed.success) {
			const issue = parsed.error.issues[0];
			return fail("not-understood", {
				field: issue?.path.join(".") || undefined,
				details: { why: issue?.code ?? "", what: issue?.path.join(".") ?? "" },
			});
		}
		const atDesk = await answerAtDesk(name, parsed.data, seat);
		if (atDesk) return atDesk;
		const acting = desk.actingAt(seat);
		if (!acting.ok) return acting;
		const allowed = mayDo(acting.value.staff?.role ?? null, entry.needs);
		const rooms = open.get(acting.value.office);
		if (!rooms) return fail("sign-in-needed");
		if (!allowed) {
			rooms.refused(acting.value, name);
			return fail("not-allowed", { details: { needs: entry.needs } });
		}
		if (name === "office.unattended") return ok(await unattended.state());
		if (name === "office.setUnattended")
			return unattended.set(acting.value, (parsed.data as ParsedInputOf<"office.setUnattended">).on);
		return rooms.answer(name, { ...acting.value, signal }, parsed.data);
	}

	return {
		async call<N extends CallName>(
			name: N,
			input: unknown,
			seat: Seat,
			signal?: AbortSignal,
		): Promise<Result<OutputOf<N>>> {
			try {
				return (await answer(name, input, seat, signal)) as Result<OutputOf<N>>;
			} catch (error) {
				const known = storageProblem(error);
				if (known) return known;
				log.error(`call ${String(name)}`, error);
				return fail("bug");
			}
		},
		listen(seat, heard) {
			const set = listeners.get(seat) ?? new Set();
			listeners.set(seat, set.add(heard));
			return () => {
				set.delete(heard);
				if (set.size === 0 && listeners.get(seat) === set) listeners.delete(seat);
			};
		},
		leave(seat) {
			listeners.delete(seat);
			desk.leave(seat);
		},
		async runGateways(seat: Seat, how: RunOptions): Promise<Result<GatewayRun>> {
			const acting = desk.actingAt(seat);
			if (!acting.ok) return acting;
			const rooms = open.get(acting.value.office);
			return rooms ? rooms.runGateways(how) : fail("sign-in-needed");
		},
		async runSync(seat: Seat, how: SyncOptions): Promise<Result<HqStatus>> {
			const acting = desk.actingAt(seat);
			if (!acting.ok) return acting;
			try {
				return await runSync(acting.value, acting.value.office.practice, how);
			} catch (error) {
				const problem = storageProblem(error);
				if (problem) return problem;
				throw error;
			}
		},
		takeFile(seat, path) {
			const acting = desk.actingAt(seat);
			if (!acting.ok) return acting;
			const rooms = open.get(acting.value.office);
			return rooms ? ok(rooms.takeFile(path, acting.value.staff?.id ?? null)) : fail("sign-in-needed");
		},
		async close() {
			for (const office of open.keys()) {
				// Quitting never waits for it.
				void endSync(office);
				await moveOut(office);
			}
			desk.close();
		},
	};
}

/** End-to-end tests sign in hundreds of times; a cheap key is taken there and nowhere else. */
function costForTests(): number | undefined {
	return process.env.NODE_ENV === "test" && process.env.OUTPOST_KEY_COST
		? Number(process.env.OUTPOST_KEY_COST)
		: undefined;
}
