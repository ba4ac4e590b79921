import type { Acting } from "../../api/acting.ts";
import type { InboundText } from "../../gateway/index.ts";
import type { Correspondents } from "../correspondents.ts";

/**
 * Files an incoming text, inside the gateway's transaction that made it whole: from then on it can't be lost. The steps run in
 * that commit too, or right after it. The missing part of a text that was shown with a gap fills it in. `acting` is of the project that takes texts of strangers; a known number's own project is used where there is one.
 */
export function takeIn(acting: Acting, people: Correspondents, text: InboundText): void {
	const { store } = acting;
	const sender = people.sender(acting, {
		from: text.from,
		international: text.international,
		country: text.simCountry,
	});
	store
		.prepare(
			`INSERT INTO message (id, project_id, direction, peer, contact_kind, contact_id, gateway, text, state, problem, created_at, network_at)
			 VALUES (:id, :project, 'in', :peer, :kind, :contact, :gateway, :text, 'received', :problem, :at, :networkAt)
			 ON CONFLICT (id) DO UPDATE SET text = excluded.text, problem = excluded.problem, read_at = NULL WHERE problem = 'incomplete'`,
		)
		.run({
			id: text.id,
			project: sender.projectId ?? acting.project.id,
			peer: sender.digits,
			kind: sender.contact?.kind ?? null,
			contact: sender.contact?.id ?? null,
			gateway: text.gateway,
			text: text.text,
			problem:
				text.text === null
					? "unreadable"
					: text.incomplete
						? "incomplete"
						: sender.ambiguous
							? "ambiguous-sender"
							: null,
			at: text.receivedAt,
			networkAt: text.networkAt,
		});
	store.announce({ type: "changed", topics: ["inbox", "messages"], ids: [text.id] });
}
