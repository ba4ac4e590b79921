import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, instant, newId, ok, type Result, secretBytes } from "../ground/index.ts";
import type { Seat } from "../outpost-types.ts";
import { addProject, writeSetting } from "../settings/index.ts";
import type { OfficeStatus, ProjectSummary, StaffMember } from "./api.ts";
import { checkPin } from "./check-pin.ts";
import type { Door, FrontDesk } from "./front-desk.ts";
import { type KeyFile, keyFileName, readKeyFile, withKeyLock, writeKeyFile } from "./key-file.ts";
import { databaseName, hasDatabase } from "./office.ts";
import { newRecoveryCode, tidyRecoveryCode } from "./recovery-code.ts";
import { insertStaff } from "./staff-list.ts";
import { noTries } from "./try-delay.ts";
import { aboutRecovery, aboutStaff } from "./try-secret.ts";
import { wrapKey } from "./wrap-key.ts";

/**
 * Creates the office in an empty folder: data key, database, first project, first supervisor, who is then signed in. The recovery code is
 * told once and kept nowhere. Whatever a crash leaves half-way is begun again by the next set-up.
 * Problems: `office-exists`, `keys-missing`, `pin-too-short`, `pin-too-easy`, and those of adding a project and opening a database.
 */
export async function setUpOffice(
	desk: FrontDesk,
	seat: Seat,
	input: ParsedInputOf<"office.setUp">,
): Promise<Result<{ project: ProjectSummary; staff: StaffMember; recoveryCode: string }>> {
	const door = desk.doorOf(seat);
	const free = mayBegin(door);
	if (!free.ok) return free;
	const pin = checkPin(input.supervisor.pin);
	if (!pin.ok && !(input.acceptEasyPin && pin.problem.code === "pin-too-easy"))
		return { ok: false, problem: { ...pin.problem, field: "supervisor.pin" } };

	const staff: StaffMember = {
		id: newId(),
		name: input.supervisor.name,
		role: "supervisor",
		active: true,
		language: input.language,
	};
	const dataKey = secretBytes(32);
	const recoveryCode = newRecoveryCode();
	const [wrap, recovery] = await Promise.all([
		wrapKey(dataKey, input.supervisor.pin, aboutStaff(staff), desk.keyCost),
		wrapKey(dataKey, tidyRecoveryCode(recoveryCode), aboutRecovery, desk.keyCost),
	]);
	const keys: KeyFile = {
		version: 1,
		staff: [{ ...staff, wrap, tries: noTries }],
		recovery: { wrap: recovery, tries: noTries },
		practiceKey: null,
		complete: false,
	};
	const project = makeOffice(desk, door, keys, dataKey, staff, input.project, input.consentRequired);
	if (!project.ok) return project;
	desk.sit(seat, door, staff.id);
	return ok({ project: project.value, staff, recoveryCode });
}

/** Takes a seat to the practice office, made on first use; nothing there is real, so its key lies open and no PIN is asked. */
export async function enterPractice(desk: FrontDesk, seat: Seat, language: string): Promise<Result<OfficeStatus>> {
	desk.goToPractice(seat, true);
	const door = desk.doorOf(seat);
	const keys = readKeyFile(door.place.dataDir);
	if (keys.ok && keys.value.complete) {
		const [member] = keys.value.staff;
		if (!door.office) {
			const opened = desk.open(door, Buffer.from(keys.value.practiceKey ?? "", "base64"), false);
			// Nothing in there is real: a broken practice office is made anew.
			if (!opened.ok && /^database-(damaged|missing)$/.test(opened.problem.code)) {
				rmSync(join(door.place.dataDir, keyFileName), { force: true });
				return enterPractice(desk, seat, language);
			}
			if (!opened.ok) return backToReal(desk, seat, opened);
			const ready = desk.ready(door);
			if (!ready.ok) return backToReal(desk, seat, ready);
		}
		door.office?.store.prepare("UPDATE staff SET language = ?").run(language);
		if (member) desk.sit(seat, door, member.id);
		return ok(desk.status(seat));
	}
	const dataKey = secretBytes(32);
	const staff: StaffMember = { id: newId(), name: "Practice", role: "supervisor", active: true, language };
	const made: KeyFile = {
		version: 1,
		staff: [{ ...staff, wrap: await wrapKey(dataKey, newId(), aboutStaff(staff), 10), tries: noTries }],
		recovery: null,
		practiceKey: dataKey.toString("base64"),
		complete: false,
	};
	const project = makeOffice(
		desk,
		door,
		made,
		dataKey,
		staff,
		{ name: "practice", country: "US", timeZone: "UTC", languages: [...new Set([language, "en"])] },
		"listed",
	);
	// Two windows at once: the other one has made it.
	if (!project.ok && project.problem.code === "office-exists") return enterPractice(desk, seat, language);
	if (!project.ok) return backToReal(desk, seat, project);
	desk.sit(seat, door, staff.id);
	return ok(desk.status(seat));
}

function makeOffice(
	desk: FrontDesk,
	door: Door,
	keys: KeyFile,
	dataKey: Buffer,
	staff: StaffMember,
	project: Omit<ProjectSummary, "id">,
	consentRequired: string,
): Result<ProjectSummary> {
	const made = withKeyLock(door.place.dataDir, () => {
		// Looked at again: while the keys were being derived somebody else may have set the office up.
		const free = mayBegin(door);
		return free.ok ? fillOffice(desk, door, keys, dataKey, staff, project, consentRequired) : free;
	});
	if (!made.ok) return made;
	const ready = desk.ready(door);
	return ready.ok ? made : ready;
}

function fillOffice(
	desk: FrontDesk,
	door: Door,
	keys: KeyFile,
	dataKey: Buffer,
	staff: StaffMember,
	project: Omit<ProjectSummary, "id">,
	consentRequired: string,
): Result<ProjectSummary> {
	const { dataDir } = door.place;
	writeKeyFile(dataDir, keys);
	for (const tail of ["", "-wal", "-shm"]) rmSync(join(dataDir, databaseName + tail), { force: true });
	const opened = desk.open(door, dataKey, true);
	if (!opened.ok) return opened;
	const { store } = opened.value;
	const made = store.write(() => {
		insertStaff(store, staff, instant(desk.clock));
		const added = addProject({ store, clock: desk.clock, staff }, project);
		if (!added.ok) return added;
		writeSetting(
			{ store, clock: desk.clock, log: desk.log, staff, project: added.value },
			"consent.required",
			consentRequired,
		);
		return added;
	});
	if (!made.ok) {
		store.close();
		door.office = null;
		return made;
	}
	writeKeyFile(dataDir, { ...keys, complete: true });
	return made;
}

function mayBegin(door: Door): Result<undefined> {
	const { dataDir } = door.place;
	const keys = readKeyFile(dataDir);
	if (keys.ok) return keys.value.complete ? fail("office-exists") : ok();
	if (keys.problem.code !== "keys-missing") return keys;
	return hasDatabase(dataDir) ? fail("keys-missing") : ok();
}

function backToReal<T>(desk: FrontDesk, seat: Seat, result: Result<T>): Result<never> {
	desk.goToPractice(seat, false);
	return result.ok ? fail("bug") : result;
}
