import { type AuditAction, recordAudit } from "../audit/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { Seat } from "../outpost-types.ts";
import type { OfficeStatus } from "./api.ts";
import { checkPin } from "./check-pin.ts";
import type { Door, FrontDesk } from "./front-desk.ts";
import { changeKeyFile, type KeyFile, readKeyFile, type StaffKey } from "./key-file.ts";
import { hasDatabase } from "./office.ts";
import { tidyRecoveryCode } from "./recovery-code.ts";
import { findStaff, foldName } from "./staff-list.ts";
import { noTries } from "./try-delay.ts";
import { aboutStaff, pinOf, recoverySecret, trySecret } from "./try-secret.ts";
import { wrapKey } from "./wrap-key.ts";

/**
 * Signs somebody in at a seat; the first one after a start opens the office. Signing in as another person takes the seat over.
 * Problems: `staff-not-found`, `staff-inactive`, `wait`, `wrong-pin`, `no-office`, and those of opening the office.
 */
export async function signIn(desk: FrontDesk, seat: Seat, name: string, pin: string): Promise<Result<OfficeStatus>> {
	const door = desk.doorOf(seat);
	const keys = readyKeys(door);
	if (!keys.ok) return keys;
	const member = keys.value.staff.find((one) => foldName(one.name) === foldName(name));
	if (!member) return fail("staff-not-found", { field: "name" });
	if (!member.active) return fail("staff-inactive", { field: "name" });

	const dataKey = keys.value.practiceKey
		? ok(Buffer.from(keys.value.practiceKey, "base64"))
		: await trySecret(door.place.dataDir, pinOf(member.id), pin);
	if (!dataKey.ok) {
		noteRefusal(desk, door, member.name, dataKey.problem.code);
		return dataKey;
	}
	const opened = openDoor(desk, door, dataKey.value);
	if (!opened.ok) return opened;
	// The database has the last word: the key file may be an older copy.
	const known = door.office ? findStaff(door.office.store, member.id) : undefined;
	if (!known?.active) return fail("staff-inactive", { field: "name" });
	desk.sit(seat, door, member.id);
	note(desk, door, member, "signed-in", member.tries.failures > 0 ? { wrongTriesBefore: member.tries.failures } : {});
	return ok(desk.status(seat));
}

/** Opens the office with the printed code and gives a supervisor a new PIN. Problems `wrong-recovery-code`, `wait`, `staff-not-found`, `pin-…`. */
export async function recover(
	desk: FrontDesk,
	seat: Seat,
	input: { recoveryCode: string; name: string; newPin: string },
): Promise<Result<OfficeStatus>> {
	const door = desk.doorOf(seat);
	const keys = readyKeys(door);
	if (!keys.ok) return keys;
	const { recovery } = keys.value;
	if (!recovery) return fail("wrong-recovery-code");
	const pin = checkPin(input.newPin);
	if (!pin.ok) return { ok: false, problem: { ...pin.problem, field: "newPin" } };
	const member = keys.value.staff.find((one) => foldName(one.name) === foldName(input.name));
	if (member?.role !== "supervisor") return fail("staff-not-found", { field: "name" });

	const dataKey = await trySecret(door.place.dataDir, recoverySecret, tidyRecoveryCode(input.recoveryCode));
	if (!dataKey.ok) {
		noteRefusal(desk, door, member.name, dataKey.problem.code);
		return dataKey;
	}
	const opened = openDoor(desk, door, dataKey.value);
	if (!opened.ok) return opened;
	const wrap = await wrapKey(dataKey.value, input.newPin, aboutStaff(member), desk.keyCost);
	changeKeyFile(door.place.dataDir, (now) => ({
		...now,
		staff: now.staff.map((one) =>
			one.id === member.id ? { ...one, wrap, wrappedAs: undefined, tries: noTries, active: true } : one,
		),
	}));
	door.office?.store.prepare("UPDATE staff SET active = 1 WHERE id = ?").run(member.id);
	desk.sit(seat, door, member.id);
	note(desk, door, member, "recovered", {});
	return ok(desk.status(seat));
}

/** The key file of an office that can be signed in to. */
function readyKeys(door: Door): Result<KeyFile> {
	const keys = readKeyFile(door.place.dataDir);
	if (!keys.ok)
		return keys.problem.code === "keys-missing" && !hasDatabase(door.place.dataDir) ? fail("no-office") : keys;
	return keys.value.complete ? keys : fail("no-office");
}

function openDoor(desk: FrontDesk, door: Door, dataKey: Buffer): Result<undefined> {
	if (door.office) return ok();
	const opened = desk.open(door, dataKey, false);
	if (!opened.ok) return opened;
	return desk.ready(door);
}

function note(
	desk: FrontDesk,
	door: Door,
	member: StaffKey,
	action: AuditAction,
	details: Record<string, number>,
): void {
	if (door.office)
		recordAudit({ store: door.office.store, clock: desk.clock, staff: member, project: null }, { action, details });
}

/** While the office is shut there is no audit to write to; the tries are counted in the key file and told at the next sign-in. */
function noteRefusal(desk: FrontDesk, door: Door, name: string, code: string): void {
	if (door.office)
		recordAudit(
			{ store: door.office.store, clock: desk.clock, staff: null, project: null },
			{ action: "sign-in.refused", details: { name: name.slice(0, 80), code } },
		);
}
