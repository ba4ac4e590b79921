import type { Acting } from "../api/acting.ts";
import { isOptedOut } from "../consent/index.ts";
import type { ContactRef, NumberHolders } from "../phone-numbers/api.ts";
import { holdersOf, lenientDigits, numbersEndingSo } from "../phone-numbers/index.ts";
import { findProject } from "../settings/index.ts";
import { shownName, workerOfId } from "./workers/worker-record.ts";

/** Who a contact is, for a person to read, in whichever project it lives. */
export function contactRef(
	acting: Acting,
	contact: { kind: "case" | "worker"; id: string; projectId: string },
): ContactRef {
	const project = findProject(acting.store, contact.projectId)?.name ?? "";
	if (contact.kind === "worker") {
		const worker = workerOfId(acting.store, contact.id);
		return { kind: "worker", id: worker?.username ?? contact.id, name: worker ? shownName(worker) : "", project };
	}
	const name = acting.store
		.prepare<{ name: string }>("SELECT name FROM contact_case WHERE id = ?")
		.get(contact.id)?.name;
	return { kind: "case", id: contact.id, name: name ?? "", project };
}

/** Who holds a number, in any project, and whether its owner has texted STOP. */
export function showNumber(acting: Acting, raw: string): NumberHolders {
	const digits = lenientDigits(raw) ?? raw;
	return {
		digits,
		entries: holdersOf(acting.store, digits).map((holder) => ({
			owner: contactRef(acting, holder),
			state: holder.state,
		})),
		optedOut: isOptedOut(acting.store, digits),
	};
}

/** Whom a sender in short form may be, in any project: those who hold a number that ends so. */
export function contactsCouldBe(acting: Acting, from: string): ContactRef[] {
	return numbersEndingSo(acting.store, from).map((holder) => contactRef(acting, holder));
}
