import { join } from "node:path";
import type { Acting } from "./api/acting.ts";
import type { HqStatus } from "./api/index.ts";
import { keepJournal, openJournal } from "./consent/index.ts";
import { type Clock, type Log, ok, type Result, systemClock } from "./ground/index.ts";
import { hqStatus, keepCarrying, tryOnce, whereTo } from "./hq/index.ts";
import type { SyncOffice, SyncOptions } from "./outpost-types.ts";
import { listProjects } from "./settings/index.ts";
import { databaseName } from "./staff/index.ts";
import { openDatabase } from "./storage/index.ts";

/**
 * Carries one project's work to HQ in this process. Problems `hq-not-set`, `hq-practice-only`, `hq-elsewhere`; with `once` those of HQ, and `cancelled`.
 */
export async function runSync(acting: Acting, practice: boolean, how: SyncOptions): Promise<Result<HqStatus>> {
	const signal = how.signal ?? new AbortController().signal;
	const nobody: Acting = { ...acting, staff: null, signal };
	const place = whereTo(nobody, practice, how.url);
	if (!place.ok) return place;
	if (how.once) {
		const outcome = await tryOnce(nobody, place.value, { onWait: how.onWait });
		return outcome.ok ? ok(hqStatus(nobody, how.url)) : outcome;
	}
	const ended = await keepCarrying(nobody.store, () => [nobody], {
		practice,
		url: how.url,
		signal,
		onRound: (_acting, outcome) => how.onRound?.(outcome, hqStatus(nobody, how.url)),
	});
	return ended.ok ? ok(hqStatus(nobody, how.url)) : ended;
}

/**
 * Opens an office whose key was handed over and carries all its projects until the signal: the whole work of the sync process. It may be ended at
 * any moment; what it had begun is done again. `formWorker`: path of what sends many forms; left out, they are sent from this thread.
 */
export async function carryOffice(
	office: SyncOffice,
	how: { signal: AbortSignal; log: Log; clock?: Clock; formWorker?: string },
): Promise<Result<undefined>> {
	const dataKey = Buffer.from(office.dataKey, "base64");
	const opened = openDatabase({
		file: join(office.dataDir, databaseName),
		key: dataKey,
		migrationsDir: office.migrationsDir,
		mayCreate: false,
		// Sooner than the office, which would stand still for as long as the disk takes.
		logPages: 800,
		// What it reads again it finds in the system's own memory.
		cacheKb: 8_000,
	});
	if (!opened.ok) return opened;
	const store = opened.value;
	keepJournal(store, openJournal(join(office.dataDir, "stops.journal"), dataKey));
	const { signal, log, clock = systemClock, formWorker } = how;
	try {
		return await keepCarrying(
			store,
			() => listProjects(store).map((project) => ({ store, clock, log, project, staff: null, signal })),
			{
				practice: office.practice,
				signal,
				formWorker,
				onRound: (acting, outcome) =>
					log.info(`sync ${acting.project.id}: ${outcome.ok ? "done" : outcome.problem.code}`),
			},
		);
	} finally {
		store.close();
	}
}
