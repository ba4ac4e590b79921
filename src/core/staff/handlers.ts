import type { ParsedInputOf } from "../api/contract.ts";
import type { Role } from "../api/entry.ts";
import { type AuditAction, recordAudit } from "../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import { addProject, findProject, listProjects } from "../settings/index.ts";
import type { Store } from "../storage/index.ts";
import type { StaffMember } from "./api.ts";
import { checkPin } from "./check-pin.ts";
import type { FrontDesk, Seated } from "./front-desk.ts";
import { changeKeyFile, type StaffKey } from "./key-file.ts";
import { renewRecoveryCode } from "./renew-recovery-code.ts";
import { findStaff, foldName, insertStaff, listStaff } from "./staff-list.ts";
import { noTries } from "./try-delay.ts";
import { aboutStaff, pinOf, trySecret } from "./try-secret.ts";
import { wrapKey } from "./wrap-key.ts";

/** Staff, projects and half-filled forms: what somebody who is signed in may ask for. */
export function staffHandlers(desk: FrontDesk) {
	return {
		"staff.list": ({ store }: Seated) => ok(listStaff(store)),
		"staff.add": (seated: Seated, input: ParsedInputOf<"staff.add">) => addStaff(desk, seated, input),
		"staff.setActive": (seated: Seated, { id, active }: ParsedInputOf<"staff.setActive">) =>
			setActive(seated, id, active),
		"staff.setRole": (seated: Seated, { id, role }: ParsedInputOf<"staff.setRole">) => setRole(seated, id, role),
		"staff.resetPin": (seated: Seated, { id, newPin }: ParsedInputOf<"staff.resetPin">) =>
			givePin(desk, seated, id, newPin, "staff.pin-reset"),
		"staff.changePin": async (seated: Seated, { oldPin, newPin }: ParsedInputOf<"staff.changePin">) => {
			const known = await trySecret(seated.office.dataDir, pinOf(seated.staff?.id ?? "", "oldPin"), oldPin);
			return known.ok ? givePin(desk, seated, seated.staff?.id ?? "", newPin, "staff.pin-changed") : known;
		},
		"staff.newRecoveryCode": (seated: Seated, { pin }: ParsedInputOf<"staff.newRecoveryCode">) =>
			renewRecoveryCode(desk, seated, pin),
		"staff.setLanguage": (seated: Seated, { language }: ParsedInputOf<"staff.setLanguage">) =>
			setLanguage(seated, language),
		"projects.list": ({ store }: Seated) => ok(listProjects(store)),
		"projects.add": (seated: Seated, input: ParsedInputOf<"projects.add">) => addProject(seated, input),
		"projects.use": (seated: Seated, { id }: ParsedInputOf<"projects.use">) => {
			const project = findProject(seated.store, id);
			if (!project) return fail("project-not-found");
			desk.workIn(seated.seat, id);
			return ok(project);
		},
		"drafts.load": ({ store, staff }: Seated, { form }: ParsedInputOf<"drafts.load">) => {
			const row = store
				.prepare<{ value: string; saved_at: string }>(
					"SELECT value, saved_at FROM draft WHERE staff_id = ? AND form = ?",
				)
				.get(staff?.id ?? "", form);
			return ok(row ? { value: JSON.parse(row.value) as unknown, savedAt: row.saved_at } : null);
		},
		"drafts.save": ({ store, staff, clock }: Seated, { form, value }: ParsedInputOf<"drafts.save">) => {
			const text = JSON.stringify(value ?? null);
			if (text.length > longestDraft) return fail("draft-too-long");
			const savedAt = instant(clock);
			store
				.prepare(
					"INSERT INTO draft (staff_id, form, value, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (staff_id, form) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at",
				)
				.run(staff?.id ?? "", form, text, savedAt);
			return ok({ savedAt });
		},
		"drafts.discard": ({ store, staff }: Seated, { form }: ParsedInputOf<"drafts.discard">) => {
			store.prepare("DELETE FROM draft WHERE staff_id = ? AND form = ?").run(staff?.id ?? "", form);
			return ok(null);
		},
	};
}

const longestDraft = 200_000;

async function addStaff(
	desk: FrontDesk,
	seated: Seated,
	input: ParsedInputOf<"staff.add">,
): Promise<Result<StaffMember>> {
	const pin = checkPin(input.pin);
	if (!pin.ok) return pin;
	const { store, office } = seated;
	if (listStaff(store).some((one) => foldName(one.name) === foldName(input.name)))
		return fail("name-taken", { field: "name" });
	const member: StaffMember = {
		id: newId(),
		name: input.name,
		role: input.role,
		active: true,
		language: input.language ?? seated.project.languages[0] ?? "en",
	};
	const wrap = await wrapKey(office.dataKey, input.pin, aboutStaff(member), desk.keyCost);
	return store.write(() => {
		if (store.prepare("SELECT 1 FROM staff WHERE name_folded = ?").get(foldName(input.name)))
			return fail("name-taken", { field: "name" });
		insertStaff(store, member, instant(seated.clock));
		recordAudit(seated, {
			action: "staff.added",
			subject: { kind: "staff", id: member.id },
			details: { role: member.role },
		});
		// Last, inside the transaction: a key without a row signs nobody in, a row without a key would be a name that never works.
		const kept = changeKeyFile(office.dataDir, (keys) => ({
			...keys,
			// An entry of this name that has no row was left by a crash in this very place.
			staff: [
				...keys.staff.filter((one) => foldName(one.name) !== foldName(member.name)),
				{ ...member, wrap, tries: noTries },
			],
		}));
		if (!kept.ok) return kept;
		store.announce({ type: "changed", topics: ["staff"] });
		return ok(member);
	});
}

function setActive(seated: Seated, id: string, active: boolean): Result<StaffMember> {
	const { store } = seated;
	const member = findStaff(store, id);
	if (!member) return fail("staff-not-found");
	return store.write(() => {
		if (!active && isLastSupervisor(store, id)) return fail("last-supervisor");
		store.prepare("UPDATE staff SET active = ? WHERE id = ?").run(active ? 1 : 0, id);
		recordAudit(seated, { action: active ? "staff.reactivated" : "staff.deactivated", subject: { kind: "staff", id } });
		// Somebody who left takes the PIN along: its wrap goes. Coming back takes a new PIN.
		return inKeyFile(seated, id, (key) => ({ ...key, active, wrap: active ? key.wrap : { ...key.wrap, sealed: "" } }));
	});
}

/** Problems `staff-not-found`, `last-supervisor`: an office without one could never change anything again. */
function setRole(seated: Seated, id: string, role: Role): Result<StaffMember> {
	const { store } = seated;
	const member = findStaff(store, id);
	if (!member) return fail("staff-not-found");
	if (member.role === role) return ok(member);
	return store.write(() => {
		if (role !== "supervisor" && isLastSupervisor(store, id)) return fail("last-supervisor");
		store.prepare("UPDATE staff SET role = ? WHERE id = ?").run(role, id);
		recordAudit(seated, {
			action: "staff.role-changed",
			subject: { kind: "staff", id },
			details: { before: member.role, role },
		});
		// The wrap stays bound to the role it was made for until that person's next PIN, which nobody else knows.
		return inKeyFile(seated, id, (key) => ({ ...key, role, wrappedAs: key.wrappedAs ?? key.role }));
	});
}

/** Asked in the transaction that takes one away: two who take each other's at once leave one. */
function isLastSupervisor(store: Store, id: string): boolean {
	const supervisors = listStaff(store).filter((one) => one.role === "supervisor" && one.active);
	return supervisors.length === 1 && supervisors[0]?.id === id;
}

function setLanguage(seated: Seated, language: string): Result<StaffMember> {
	const id = seated.staff?.id ?? "";
	return seated.store.write(() => {
		seated.store.prepare("UPDATE staff SET language = ? WHERE id = ?").run(language, id);
		return inKeyFile(seated, id, (key) => ({ ...key, language }));
	});
}

async function givePin(
	desk: FrontDesk,
	seated: Seated,
	id: string,
	newPin: string,
	action: AuditAction,
): Promise<Result<StaffMember>> {
	const pin = checkPin(newPin);
	if (!pin.ok) return { ok: false, problem: { ...pin.problem, field: "newPin" } };
	const member = findStaff(seated.store, id);
	if (!member) return fail("staff-not-found");
	const wrap = await wrapKey(seated.office.dataKey, newPin, aboutStaff(member), desk.keyCost);
	return seated.store.write(() => {
		recordAudit(seated, { action, subject: { kind: "staff", id } });
		return inKeyFile(seated, id, (key) => ({
			...key,
			wrap,
			// Their role may have been changed while the key was derived.
			wrappedAs: key.role === member.role ? undefined : member.role,
			tries: noTries,
		}));
	});
}

function inKeyFile(seated: Seated, id: string, change: (key: StaffKey) => StaffKey): Result<StaffMember> {
	const kept = changeKeyFile(seated.office.dataDir, (keys) => ({
		...keys,
		staff: keys.staff.map((one) => (one.id === id ? change(one) : one)),
	}));
	if (!kept.ok) return kept;
	seated.store.announce({ type: "changed", topics: ["staff"] });
	const member = findStaff(seated.store, id);
	return member ? ok(member) : fail("staff-not-found");
}
