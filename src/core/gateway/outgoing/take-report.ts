import type { GatewayDeps } from "../deps.ts";
import type { StatusReport } from "../pdu/decode-tpdu.ts";
import { failPart, followParts } from "./follow-parts.ts";

/** A report that comes later than this is about another text with the same reference. */
const longestMs = 72 * 3_600_000;

/**
 * Matches a delivery report by SIM, reference and the last eight digits (modem §5.2). Where two texts fit, none is touched. A report
 * about a text of unknown fate settles it, also where a person has just had it sent again: it did go out. Inside the transaction that stored the report.
 */
export function takeReport(deps: GatewayDeps, sim: string, report: StatusReport): void {
	const part = findPart(deps, sim, report);
	if (!part) return;
	const { store, clock } = deps;
	const sent = "sent_at = COALESCE(sent_at, typed_at), mr = ?, sim = ?, status = ?, problem = NULL";
	const facts = [report.reference, sim, report.status] as const;
	if (report.status <= 0x1f) {
		store.prepare(`UPDATE outgoing_part SET state = 'delivered', ${sent} WHERE id = ?`).run(...facts, part.id);
	} else if (report.status <= 0x3f) {
		store.prepare(`UPDATE outgoing_part SET state = 'sent', ${sent} WHERE id = ?`).run(...facts, part.id);
	} else {
		store
			.prepare("UPDATE outgoing_part SET status = ?, sent_at = COALESCE(sent_at, ?) WHERE id = ?")
			.run(report.status, clock.nowMs(), part.id);
		failPart(deps, part, "not-delivered");
		return;
	}
	followParts(deps, part.messageId);
}

interface Candidate {
	id: number;
	messageId: string;
	peer: string;
}

function findPart({ store, clock }: GatewayDeps, sim: string, report: StatusReport): Candidate | null {
	const fits = ({ peer }: Candidate) => peer.slice(-8) === report.to.value.slice(-8);
	const since = clock.nowMs() - longestMs;
	const columns =
		"SELECT p.id, o.message_id AS messageId, o.peer FROM outgoing_part p JOIN outgoing o ON o.message_id = p.message_id";
	const sent = store
		.prepare<Candidate>(`${columns} WHERE p.sim = ? AND p.mr = ? AND p.state = 'sent' AND p.sent_at > ?`)
		.all(sim, report.reference, since)
		.filter(fits);
	if (sent.length > 0) return sent.length === 1 ? (sent[0] ?? null) : null;
	const unknown = store
		.prepare<Candidate>(
			`${columns} WHERE (p.state = 'unknown' OR (p.state = 'queued' AND p.repeat = 1)) AND p.typed_at > ?`,
		)
		.all(since)
		.filter(fits);
	return unknown.length === 1 ? (unknown[0] ?? null) : null;
}
