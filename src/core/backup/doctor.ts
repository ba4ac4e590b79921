import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { newestAuditAt } from "../audit/index.ts";
import type { GatewayView } from "../gateway/api.ts";
import type { Clock } from "../ground/index.ts";
import type { HqStatus } from "../hq/api.ts";
import { databaseName, type Office, readKeyFile } from "../staff/index.ts";
import { checkInBackground } from "../storage/index.ts";
import type { Check } from "./api.ts";
import { checkHq } from "./doctor-hq.ts";
import { checkAudit, checkBackup } from "./doctor-office.ts";
import { finding } from "./finding.ts";
import { isOnNetwork, realFolder, syncedBy } from "./place.ts";

export interface Patient {
	dataDir: string;
	/** Null while nobody is signed in: what lies inside the database is then not looked at. */
	office: Office | null;
	clock: Clock;
	/** Left out: not looked at. */
	gateways?: GatewayView[];
	/** The way to HQ of each project; left out: not looked at. */
	hq?: HqStatus[];
	/** As `OpenOptions.checkWorker`. */
	checkWorker?: string;
}

const leastFreeBytes = 500 * 1024 * 1024;
const firstYear = 2026;
/** A laptop and its own rows may differ by this much after the clock was put right. */
const clockSlackMs = 60 * 60_000;

/** Looks the office over. Each check says in a code (`checkCodes`) how it is; the words are in `locales/`. */
export async function runDoctor(patient: Patient): Promise<Check[]> {
	const { office } = patient;
	const checks = [
		await checkDatabase(patient),
		await checkKeys(patient),
		checkClock(patient),
		await checkDisk(patient),
		checkPlace(patient.dataDir),
		...checkGateways(patient.gateways),
	];
	if (!office) return checks;
	checks.push(await checkAudit(office));
	if (!office.practice) checks.push(checkBackup(patient.clock, office));
	return [...checks, ...checkHq(patient.hq ?? [])];
}

async function checkDatabase({ dataDir, office, checkWorker }: Patient): Promise<Check> {
	const file = join(dataDir, databaseName);
	if (office?.damagedKeptAs) return finding("database", false, "database-damaged", { keptAs: office.damagedKeptAs });
	if (!existsSync(file)) {
		const hasKeys = existsSync(join(dataDir, "keys.json"));
		return finding("database", false, hasKeys ? "database-missing" : "no-office");
	}
	if (!office) return finding("database", true, "database-sealed");
	const sound = await checkInBackground({ file, key: office.dataKey, worker: checkWorker });
	if (sound === null) return finding("database", false, "database-unchecked");
	return finding("database", sound, sound ? "database-sound" : "database-damaged");
}

async function checkKeys({ dataDir }: Patient): Promise<Check> {
	const keys = await stat(join(dataDir, "keys.json")).catch(() => null);
	if (!keys) {
		const lost = existsSync(join(dataDir, databaseName));
		return finding("key-store", false, lost ? "keys-missing" : "no-office");
	}
	const read = readKeyFile(dataDir);
	if (!read.ok)
		return finding("key-store", false, read.problem.code === "keys-missing" ? "keys-missing" : "keys-damaged");
	const open = process.platform !== "win32" && (keys.mode & 0o077) !== 0;
	return finding("key-store", !open, open ? "key-store-open-to-others" : "key-store-fine");
}

function checkClock({ clock, office }: Patient): Check {
	const now = clock.nowMs();
	const newest = office ? newestAuditAt(office.store) : undefined;
	const behind = newest !== undefined && Date.parse(newest) > now + clockSlackMs;
	const wrong = behind || new Date(now).getUTCFullYear() < firstYear;
	return finding("clock", !wrong, wrong ? "clock-behind" : "clock-fine");
}

async function checkDisk({ dataDir }: Patient): Promise<Check> {
	const disk = await statfs(dataDir).catch(() => null);
	if (!disk) return finding("disk", false, "disk-unknown");
	const freeBytes = disk.bavail * disk.bsize;
	const low = freeBytes < leastFreeBytes;
	return finding("disk", !low, low ? "disk-low" : "disk-fine", { freeMegabytes: Math.floor(freeBytes / 1024 / 1024) });
}

function checkPlace(dataDir: string): Check {
	const dir = realFolder(dataDir);
	const service = syncedBy(dir);
	if (service) return finding("place", false, "place-synced", { service });
	return isOnNetwork(dir) ? finding("place", false, "place-network") : finding("place", true, "place-fine");
}

function checkGateways(gateways?: GatewayView[]): Check[] {
	if (!gateways) return [];
	if (gateways.length === 0) return [finding("modem", false, "gateway-none")];
	return gateways.map(({ name: gateway, state, problem }) => {
		if (state === "off") return finding("modem", true, "gateway-off", { gateway });
		if (problem || state === "absent" || state === "stuck")
			return finding("modem", false, "gateway-not-ready", { gateway, state, problem: problem ?? state });
		return finding("modem", true, "gateway-ready", { gateway });
	});
}
