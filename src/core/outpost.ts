import { join } from "node:path";
import type { Acting, Project } from "./api/acting.ts";
import { type CallName, contract, type OutpostEvent, type OutputOf } from "./api/index.ts";
import { mayDo } from "./api/roles.ts";
import { fail, type Result, silentLog, systemClock } from "./ground/index.ts";
import { openRooms, type Rooms } from "./office-rooms.ts";
import type { GatewayRun, OpenOptions, Outpost, RunOptions, Seat } from "./outpost-types.ts";
import { makeFrontDesk, type Office } from "./staff/index.ts";
import { storageProblem } from "./storage/index.ts";

export { decodePdu, encodeText } from "./gateway/index.ts";
export type { GatewayRun, OpenOptions, Outpost, RunOptions, Seat } from "./outpost-types.ts";
export { parseNumber } from "./phone-numbers/index.ts";

/** Lines of the contract that the front desk answers, since there may be no open office yet. */
const atTheDesk = new Set<CallName>([
	"office.status",
	"office.setUp",
	"office.enterPractice",
	"office.leavePractice",
	"staff.signIn",
	"staff.recover",
	"staff.lock",
	"staff.signOut",
	"doctor.run",
]);

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
	const timers = new Set<NodeJS.Timeout>();

	const desk = await makeFrontDesk({
		options,
		onOpen(office) {
			const rooms = openRooms({ office, clock, log, localesDir, runGateways: options.runGateways ?? false });
			open.set(office, rooms);
			office.store.listen((event) => tellEveryone(office, event));
			timers.add(watchOtherProcesses(office));
		},
		onSession: (seat) => tell(seat, { type: "session" }),
	});

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
			seen = now;
			open.get(office)?.handleWaiting();
			tellEveryone(office, { type: "changed", topics: ["cases", "consent", "numbers", "messages", "inbox", "gateways", "staff", "projects", "settings", "audit"] });
		}, lookAroundMs);
		timer.unref();
		return timer;
	}

	async function answer(name: CallName, input: unknown, seat: Seat, signal?: AbortSignal): Promise<Result<unknown>> {
		const entry = contract[name];
		if (!entry || !Object.hasOwn(contract, name)) return fail("unknown-call");
		const parsed = entry.input.safeParse(input ?? {});
		if (!parsed.success) {
			const issue = parsed.error.issues[0];
			return fail("not-understood", { field: issue?.path.join(".") || undefined, details: { why: issue?.code ?? "" } });
		}
		if (atTheDesk.has(name)) return desk.answer(name, parsed.data, seat);
		const acting = desk.actingAt(seat);
		if (!acting.ok) return acting;
		const allowed = mayDo(acting.value.staff?.role ?? null, entry.needs);
		const rooms = open.get(acting.value.office);
		if (!rooms) return fail("sign-in-needed");
		if (!allowed) {
			rooms.refused(acting.value, name);
			return fail("not-allowed", { details: { needs: entry.needs } });
		}
		return rooms.answer(name, { ...acting.value, signal }, parsed.data);
	}

	return {
		async call<N extends CallName>(name: N, input: unknown, seat: Seat, signal?: AbortSignal): Promise<Result<OutputOf<N>>> {
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
		async close() {
			for (const timer of timers) clearInterval(timer);
			for (const rooms of open.values()) await rooms.close();
			await desk.close();
		},
	};
}

/** The acting of a project of an office without anybody signed in: for what an SMS or a start-up does. */
export function actingAlone(office: Office, project: Project, deps: Pick<Acting, "clock" | "log">): Acting {
	return { store: office.store, project, staff: null, ...deps };
}
