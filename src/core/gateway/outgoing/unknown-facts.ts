import type { Store } from "../../storage/index.ts";
import type { UnknownFacts } from "../gateways.ts";
import { decodeTpdu } from "../pdu/decode-tpdu.ts";

interface Row {
	part: number;
	state: string;
	problem: string | null;
	pdu: string;
	typedAt: number | null;
	sim: string | null;
	repeat: number;
	reports: number;
}

/** What is known of a text of unknown fate, null where it is not unknown. */
export function unknownFacts(store: Store, messageId: string): UnknownFacts | null {
	const parts = store
		.prepare<Row>(
			`SELECT p.part, p.state, p.problem, p.pdu, p.typed_at AS typedAt, COALESCE(p.sim, g.imsi) AS sim, p.repeat, o.reports
			 FROM outgoing o JOIN outgoing_part p ON p.message_id = o.message_id LEFT JOIN gateway g ON g.name = o.gateway
			 WHERE o.message_id = ? AND o.state = 'unknown' ORDER BY p.part`,
		)
		.all(messageId);
	const unknown = parts.filter(({ state }) => state === "unknown");
	const [first] = unknown;
	if (!first) return null;
	const decoded = decodeTpdu(first.pdu);
	const place = decoded.ok && decoded.value.kind === "submit" ? decoded.value.data.concatenation : null;
	return {
		problem: first.problem ?? "no-answer-from-modem",
		unknownParts: unknown.map(({ part }) => part),
		sentParts: parts.filter(({ state }) => state === "sent" || state === "delivered").map(({ part }) => part),
		typedAt: first.typedAt === null ? null : new Date(first.typedAt).toISOString(),
		sim: first.sim?.slice(-4) ?? null,
		reference: place?.reference ?? null,
		wasRepeated: unknown.some(({ repeat }) => repeat === 1),
		mayReport: first.reports === 1,
	};
}
