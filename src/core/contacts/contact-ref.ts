import type { Acting } from "../api/acting.ts";
import { isOptedOut } from "../consent/index.ts";
import type { ContactRef, NumberHolders } from "../phone-numbers/api.ts";
import { holdersOf, lenientDigits } from "../phone-numbers/index.ts";
import { findProject } from "../settings/index.ts";

/** Who a contact is, for a person to read, in whichever project it lives. */
export function contactRef(
	acting: Acting,
	contact: { kind: "case" | "worker"; id: string; projectId: string },
): ContactRef {
	const project = findProject(acting.store, contact.projectId)?.name ?? "";
	const name =
		contact.kind === "case"
			? acting.store.prepare<{ name: string }>("SELECT name FROM contact_case WHERE id = ?").get(contact.id)?.name
			: contact.id;
	return { kind: contact.kind, id: contact.id, name: name ?? "", project };
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
