import type { CallName, HqStatus, OutpostEvent, OutputOf, Result } from "./api/index.ts";
import type { Clock, Log } from "./ground/index.ts";
import type { StartReader } from "./spreadsheet-import/index.ts";
import type { KeyKeeper } from "./staff/unattended.ts";

/** Where somebody sits: one browser session, one desktop window, one command. The core keeps who is signed in at each. */
export type Seat = string;

export interface OpenOptions {
	dataDir: string;
	/** The folder `drizzle/`; hosts pass paths since a bundle does not know where it lies. */
	migrationsDir: string;
	/** File of the worker that checks and copies the database (`core/storage/check-worker`); left out: done on this thread. */
	checkWorker?: string;
	/** File that reads and writes spreadsheets apart from the office (`spreadsheet-import/sheet-worker`); left out: the source is run. */
	sheetWorker?: string;
	/** File of the thread that writes the rows of large imports (`spreadsheet-import/import-worker`); left out: the source is run. */
	importWorker?: string;
	/** Starts what reads one spreadsheet; left out: a child of Node, which Electron can't start. */
	startReader?: StartReader;
	version?: string;
	clock?: Clock;
	log?: Log;
	/** Cost exponent of scrypt; tests lower it. */
	keyCost?: number;
	/** Whether this process runs the gateways as soon as the office is open (`serve`, desktop), or only when asked (CLI). */
	runGateways?: boolean;
	/** Starts the process that carries to HQ beside an office that has just opened, and returns the way to end it at once; that answers when the process is over. Left out: none. */
	startSync?: (office: SyncOffice) => () => Promise<void>;
	/** The system's key store for unattended starts; only the desktop host has one. */
	keyKeeper?: KeyKeeper;
	/** Language file reader for texts the app sends by itself; default: `locales/` beside `drizzle/`. */
	localesDir?: string;
}

/** The core behind one door: hosts pass calls in and events out and hold no rule. */
export interface Outpost {
	/** `input` is unknown until parsed here; the role is checked here, once, for every host. Never throws for what a person can meet. */
	call<N extends CallName>(name: N, input: unknown, seat: Seat, signal?: AbortSignal): Promise<Result<OutputOf<N>>>;
	/** Events for one seat. Returns the way to stop. */
	listen(seat: Seat, heard: (event: OutpostEvent) => void): () => void;
	/** Forgets a seat, such as a closed window. */
	leave(seat: Seat): void;
	/** Runs the gateways here for a while: sends what is queued, takes what comes in. Problems `sign-in-needed`, `locked`, `gateways-elsewhere`. */
	runGateways(seat: Seat, how: RunOptions): Promise<Result<GatewayRun>>;
	/** Carries the work of the seat's project to HQ and back, here. Problems `sign-in-needed`, `locked`, `hq-not-set`, `hq-practice-only`; with `once` those of HQ. */
	runSync(seat: Seat, how: SyncOptions): Promise<Result<HqStatus>>;
	/**
	 * A file that the host's own dialogue or command line named, as a token for `imports.look` and `imports.check` of the same person; no path ever comes
	 * from a window. Problems `sign-in-needed`, `locked`.
	 */
	takeFile(seat: Seat, path: string): Result<string>;
	/** Finishes the SMS under way, closes modems and databases. */
	close(): Promise<void>;
}

export interface RunOptions {
	/** End when nothing waits any more. */
	untilIdle?: boolean;
	forMs?: number;
	signal?: AbortSignal;
	/** Each event, after its commit. */
	onEvent?(event: { event: string; at: string; gateway: string; messageId?: string; [more: string]: unknown }): void;
}

export interface SyncOptions {
	/** One try, then it ends; else until the signal. */
	once?: boolean;
	/** Instead of the address that is set. */
	url?: string;
	signal?: AbortSignal;
	/** With `once`: another process is at it, and is waited for. */
	onWait?(): void;
	/** After each try. */
	onRound?(outcome: Result<undefined>, status: HqStatus): void;
}

/** An office that is open here, for a process that carries its work to HQ. It is handed over on a private channel only. */
export interface SyncOffice {
	dataDir: string;
	practice: boolean;
	/** 32 bytes, base64. */
	dataKey: string;
	migrationsDir: string;
}

/** What was left when it ended. */
export interface GatewayRun {
	waiting: number;
	failed: number;
}
