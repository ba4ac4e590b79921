import { uptime } from "node:os";
import { join } from "node:path";
import type { Acting } from "../api/acting.ts";
import type { CallName } from "../api/contract.ts";
import { type AuditAction, recordAudit } from "../audit/index.ts";
import { type Clock, fail, type Log, ok, type Result, silentLog, systemClock } from "../ground/index.ts";
import type { OpenOptions, Seat } from "../outpost-types.ts";
import { findProject, listProjects, readSetting } from "../settings/index.ts";
import type { OfficeStatus, StaffMember } from "./api.ts";
import { hasKeyFile, type KeyFile, readKeyFile } from "./key-file.ts";
import { giveUp, hasDatabase, keptAside, keyFits, type Office, type OfficePlace, openOffice } from "./office.ts";
import { findStaff } from "./staff-list.ts";
import { waitSeconds } from "./try-delay.ts";

/** Acting of somebody at a seat, with what only staff verbs need. */
export interface Seated extends Acting {
	office: Office;
	seat: Seat;
}

interface Session {
	staffId: string;
	locked: boolean;
	projectId: string;
}

/** The real office or the practice one: a folder, and the office once it is open. */
export interface Door {
	place: OfficePlace;
	office: Office | null;
}

export interface FrontDeskOptions {
	options: OpenOptions;
	onOpen(office: Office): void;
	onSession(seat: Seat): void;
}

/** Who sits where: sessions by seat, and the doors behind which the offices lie. */
export class FrontDesk {
	readonly clock: Clock;
	readonly log: Log;
	readonly keyCost: number | undefined;
	readonly #deps: FrontDeskOptions;
	readonly #real: Door;
	readonly #practice: Door;
	readonly #inPractice = new Set<Seat>();
	readonly #sessions = new Map<Seat, Session & { door: Door }>();

	constructor(deps: FrontDeskOptions) {
		const { options } = deps;
		this.#deps = deps;
		this.clock = options.clock ?? systemClock;
		this.log = options.log ?? silentLog;
		this.keyCost = options.keyCost;
		const place = (dataDir: string, practice: boolean): OfficePlace => ({
			dataDir,
			practice,
			migrationsDir: options.migrationsDir,
			checkWorker: options.checkWorker,
			clock: this.clock,
			log: this.log,
			watches: options.runGateways ?? false,
		});
		this.#real = { place: place(options.dataDir, false), office: null };
		this.#practice = { place: place(join(options.dataDir, "practice"), true), office: null };
	}

	doorOf(seat: Seat): Door {
		return this.#inPractice.has(seat) ? this.#practice : this.#real;
	}

	goToPractice(seat: Seat, there: boolean): void {
		if (there) this.#inPractice.add(seat);
		else this.#inPractice.delete(seat);
		this.#sessions.delete(seat);
		this.#deps.onSession(seat);
	}

	/** Opens the office behind a door with its key, once; problems as `openOffice`. */
	open(door: Door, dataKey: Buffer, mayCreate: boolean): Result<Office> {
		if (door.office) return ok(door.office);
		const opened = openOffice(door.place, dataKey, mayCreate);
		if (opened.ok) door.office = opened.value;
		return opened;
	}

	/** Takes the office out of its door; who closes its rooms and its database is told which it was. Sessions stay for when it opens again. */
	shut(door: Door): Office | null {
		const { office } = door;
		door.office = null;
		return office;
	}

	/** Lets the rooms move in, once the office has its first project and people. Problems: those of the database, `database-damaged` among them. */
	ready(door: Door): Result<undefined> {
		const { office } = door;
		if (!office) return fail("sign-in-needed");
		try {
			this.#deps.onOpen(office);
			return ok();
		} catch (error) {
			// Half moved in is worse than not at all: the next sign-in begins again.
			door.office = null;
			return giveUp(door.place, office, error);
		}
	}

	/** Opens the real office with a key that the system kept and that may be stale: a file it does not fit is left as it is. */
	openUnattended(dataKey: Buffer): Result<undefined> {
		const door = this.#real;
		const fits = keyFits(door.place, dataKey);
		if (!fits.ok) return fits;
		const opened = this.open(door, dataKey, false);
		return opened.ok ? this.ready(door) : opened;
	}

	sit(seat: Seat, door: Door, staffId: string): void {
		const before = this.#sessions.get(seat);
		const projects = door.office ? listProjects(door.office.store) : [];
		const projectId =
			before?.door === door && projects.some((one) => one.id === before.projectId)
				? before.projectId
				: (projects[0]?.id ?? "");
		this.#sessions.set(seat, { staffId, locked: false, projectId, door });
		this.#deps.onSession(seat);
	}

	workIn(seat: Seat, projectId: string): void {
		const session = this.#sessions.get(seat);
		if (session) session.projectId = projectId;
		this.#deps.onSession(seat);
	}

	/** The screen closes until the PIN is given again; gateways work on. The practice office has no PIN to ask for. */
	lock(seat: Seat): void {
		const session = this.#sessions.get(seat);
		if (!session || session.locked || session.door.place.practice) return;
		session.locked = true;
		this.#note(seat, session, "screen.locked");
	}

	signOut(seat: Seat): void {
		const session = this.#sessions.get(seat);
		if (!session) return;
		this.#sessions.delete(seat);
		this.#note(seat, session, "signed-out");
	}

	leave(seat: Seat): void {
		this.#sessions.delete(seat);
		this.#inPractice.delete(seat);
	}

	hasSession(seat: Seat): boolean {
		return this.#sessions.has(seat);
	}

	officeAt(seat: Seat): Office | null {
		return this.#sessions.get(seat)?.door.office ?? null;
	}

	/** Problems `sign-in-needed`, `locked`, `staff-inactive`. */
	actingAt(seat: Seat): Result<Seated> {
		const session = this.#sessions.get(seat);
		const office = session?.door.office;
		if (!session || !office) return fail("sign-in-needed");
		if (session.locked) return fail("locked");
		const staff = findStaff(office.store, session.staffId);
		if (!staff?.active) return fail("staff-inactive");
		const project = findProject(office.store, session.projectId) ?? listProjects(office.store)[0];
		if (!project) return fail("project-not-found");
		return ok({ store: office.store, clock: this.clock, log: this.log, project, staff, office, seat });
	}

	status(seat: Seat): OfficeStatus {
		const door = this.doorOf(seat);
		const { dataDir, practice } = door.place;
		const keys = readKeyFile(dataDir);
		const session = this.#sessions.get(seat);
		const office = session?.door.office;
		const staff = office && session ? findStaff(office.store, session.staffId) : undefined;
		const project =
			office && session ? (findProject(office.store, session.projectId) ?? listProjects(office.store)[0]) : undefined;
		const waits = keys.ok ? shortestWait(keys.value) : 0;
		return {
			state: door.office ? "open" : isFirstRun(dataDir, keys) ? "first-run" : "sealed",
			practice,
			staff: keys.ok && keys.value.complete ? keys.value.staff.map(asMember) : [],
			session: staff && project && session ? { staff, locked: session.locked, project } : null,
			waitSeconds: waits,
			version: this.#deps.options.version ?? "0",
			problem: standsInTheWay(door, keys),
			damagedKeptAs: door.office ? door.office.damagedKeptAs : keptAside(dataDir),
			idleMinutes: office && project ? Number(readSetting({ store: office.store, project }, "lock.idleMinutes")) : 10,
		};
	}

	close(): void {
		for (const door of [this.#real, this.#practice]) {
			door.office?.store.close();
			door.office = null;
		}
		this.#sessions.clear();
	}

	#note(seat: Seat, session: Session & { door: Door }, action: AuditAction): void {
		const office = session.door.office;
		if (office) {
			const staff = findStaff(office.store, session.staffId) ?? null;
			recordAudit({ store: office.store, clock: this.clock, staff, project: { id: session.projectId } }, { action });
		}
		this.#deps.onSession(seat);
	}
}

/** Lines of the contract that are answered before, or instead of, signing in. */
export type DeskCall = Extract<
	CallName,
	`office.${string}` | "staff.signIn" | "staff.recover" | "staff.lock" | "staff.signOut"
>;

/** An office that was never finished setting up counts as none: nobody has been told a recovery code. */
function isFirstRun(dataDir: string, keys: Result<KeyFile>): boolean {
	if (keys.ok) return !keys.value.complete;
	return keys.problem.code === "keys-missing" && !hasKeyFile(dataDir) && !hasDatabase(dataDir);
}

function standsInTheWay(door: Door, keys: Result<KeyFile>): string | null {
	if (door.office) return null;
	if (isFirstRun(door.place.dataDir, keys)) return null;
	if (!keys.ok) return keys.problem.code;
	if (hasDatabase(door.place.dataDir)) return null;
	return keptAside(door.place.dataDir) ? "database-damaged" : "database-missing";
}

/** Seconds until anybody at all may try: one person's wrong tries make nobody else wait. */
function shortestWait(keys: KeyFile): number {
	const waits = keys.staff.filter((one) => one.active).map((one) => waitOf(one.tries));
	return waits.length > 0 ? Math.min(...waits) : 0;
}

function asMember({ id, name, role, active, language }: KeyFile["staff"][number]): StaffMember {
	return { id, name, role, active, language };
}

function waitOf(tries: KeyFile["staff"][number]["tries"]): number {
	return waitSeconds(tries, uptime());
}
