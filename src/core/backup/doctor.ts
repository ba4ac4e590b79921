import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { verifyAudit } from "../audit/index.ts";
import type { GatewayView } from "../gateway/api.ts";
import type { Clock } from "../ground/index.ts";
import type { Office } from "../staff/index.ts";
import type { Check } from "./api.ts";
import { lastBackupAt } from "./daily-backup.ts";

export interface Patient {
	dataDir: string;
	/** Null while nobody is signed in: what lies inside the database is then not looked at. */
	office: Office | null;
	clock: Clock;
	gateways?: GatewayView[];
}

const leastFreeBytes = 500 * 1024 * 1024;
const firstYear = 2026;
const oldBackupMs = 2 * 24 * 60 * 60_000;

/** Looks the office over: each check says in a code how it is, and the codes have words in `locales/`. */
export async function runDoctor(patient: Patient): Promise<Check[]> {
	return [
		checkDatabase(patient),
		await checkKeys(patient),
		checkModem(patient),
		checkClock(patient),
		await checkDisk(patient),
		checkPlace(patient),
		...(patient.office ? [await checkAudit(patient.office), checkBackup(patient, patient.office)] : []),
		{ name: "hq", ok: true, message: "hq-not-set-up" },
	];
}

function checkDatabase({ office }: Patient): Check {
	if (!office) return { name: "database", ok: true, message: "database-not-open" };
	if (office.damagedKeptAs)
		return { name: "database", ok: false, message: "database-damaged", details: { keptAs: office.damagedKeptAs } };
	const cases =
		office.store.prepare<{ n: number }>("SELECT COALESCE(SUM(open + closed), 0) n FROM case_count").get()?.n ?? 0;
	return { name: "database", ok: true, message: "database-sound", details: { cases } };
}

async function checkKeys({ dataDir }: Patient): Promise<Check> {
	try {
		const { mode } = await stat(join(dataDir, "keys.json"));
		const open = process.platform !== "win32" && (mode & 0o077) !== 0;
		return { name: "key-store", ok: !open, message: open ? "keys-readable-by-others" : "keys-in-place" };
	} catch {
		return { name: "key-store", ok: false, message: "keys-missing" };
	}
}

function checkModem({ gateways }: Patient): Check {
	if (!gateways || gateways.length === 0)
		return { name: "modem", ok: gateways === undefined, message: gateways ? "no-gateway" : "gateways-not-looked-at" };
	const bad = gateways.find((gateway) => gateway.problem !== null);
	return bad
		? {
				name: "modem",
				ok: false,
				message: "gateway-has-a-problem",
				details: { gateway: bad.name, problem: bad.problem ?? "" },
			}
		: { name: "modem", ok: true, message: "gateways-in-order", details: { count: gateways.length } };
}

function checkClock({ clock, office }: Patient): Check {
	const now = clock.nowMs();
	const newest = office?.store
		.prepare<{ at: string | null }>("SELECT MAX(at) at FROM (SELECT at FROM audit_line ORDER BY seq DESC LIMIT 1)")
		.get()?.at;
	if (new Date(now).getUTCFullYear() < firstYear || (newest && Date.parse(newest) > now + 60 * 60_000))
		return { name: "clock", ok: false, message: "clock-behind" };
	return { name: "clock", ok: true, message: "clock-plausible" };
}

async function checkDisk({ dataDir }: Patient): Promise<Check> {
	try {
		const disk = await statfs(dataDir);
		const freeBytes = disk.bavail * disk.bsize;
		const ok = freeBytes >= leastFreeBytes;
		return {
			name: "disk",
			ok,
			message: ok ? "disk-has-room" : "disk-nearly-full",
			details: { freeMegabytes: Math.floor(freeBytes / 1024 / 1024) },
		};
	} catch {
		return { name: "disk", ok: false, message: "folder-missing" };
	}
}

/** Folders that a service copies while they are written to, or that lie on another machine: SQLite's log does not work there. */
function checkPlace({ dataDir }: Patient): Check {
	const synced =
		/(?:^|[\\/])(?:OneDrive[^\\/]*|Dropbox|Google Drive|iCloud Drive|Nextcloud|ownCloud)(?:[\\/]|$)/i.test(dataDir) ||
		/^(?:\\\\|\/\/)/.test(dataDir);
	return { name: "place", ok: !synced, message: synced ? "folder-is-synced" : "folder-is-local" };
}

async function checkAudit(office: Office): Promise<Check> {
	const verdict = await verifyAudit({ store: office.store });
	return {
		name: "audit",
		ok: verdict.intact,
		message: verdict.intact ? "audit-intact" : "audit-broken",
		details: verdict.intact ? { lines: verdict.lines } : { firstBad: verdict.firstBad ?? 0 },
	};
}

function checkBackup({ clock }: Patient, office: Office): Check {
	const at = lastBackupAt(office.store);
	if (!at) return { name: "backup", ok: true, message: "no-backup-yet" };
	const old = clock.nowMs() - Date.parse(at) > oldBackupMs;
	return { name: "backup", ok: !old, message: old ? "backup-old" : "backup-fresh" };
}
