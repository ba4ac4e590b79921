import { instant, newIdInOrder } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import type { InboundText } from "../hooks.ts";
import { type Deliver, decodeTpdu } from "../pdu/decode-tpdu.ts";
import { type Content, textOf } from "../pdu/user-data.ts";
import { simCountry } from "./sim-country.ts";

interface Part {
	id: number;
	gateway: string;
	sim: string;
	pdu: string;
}

interface OpenText {
	id: string;
	handed: number;
}

/** How the SIM of a text is called that no network stamped: it was typed here, at the very moment it came in. */
export const stampedHere = "here:";

/** Parts of one text come within a day; one that was given up may still be made whole for three. */
const windowMs = 24 * 3_600_000;
const lateWindowMs = 72 * 3_600_000;

/** Files a readable part. Returns the id of the text it made whole, null while parts are missing. Inside a transaction. */
export function assemble(deps: GatewayDeps, part: Part, deliver: Deliver): string | null {
	const place = deliver.data.concatenation;
	if (!place || place.total === 1) return handOver(deps, part);
	const { store } = deps;
	const text = openText(deps, part, deliver) ?? startText(deps, part, deliver);
	if (text === "repeat") return null;
	store.prepare("UPDATE inbound_part SET text_id = ?, part = ? WHERE id = ?").run(text.id, place.part, part.id);
	const row = store
		.prepare<{ have: number; total: number }>(
			"UPDATE inbound_text SET have = have + 1 WHERE id = ? RETURNING have, total",
		)
		.get(text.id);
	return row && row.have >= row.total ? handOverWhole(deps, text.id) : null;
}

/** The newest text that waits for this part; `repeat` where it has the very same already. */
function openText({ store, clock }: GatewayDeps, part: Part, deliver: Deliver): OpenText | "repeat" | null {
	const place = deliver.data.concatenation;
	if (!place) return null;
	const now = clock.nowMs();
	const candidates = store
		.prepare<OpenText>(
			`SELECT id, handed FROM inbound_text WHERE sim = ? AND sender = ? AND reference = ? AND wide = ? AND total = ? AND handed < 2
			 AND first_at > CASE handed WHEN 0 THEN ? ELSE ? END ORDER BY first_at DESC`,
		)
		.all(
			part.sim,
			deliver.from.value,
			place.reference,
			place.wide ? 1 : 0,
			place.total,
			now - windowMs,
			now - lateWindowMs,
		);
	for (const text of candidates) {
		const same = store
			.prepare<{ pdu: string }>("SELECT pdu FROM inbound_part WHERE text_id = ? AND part = ?")
			.get(text.id, place.part);
		if (!same) return text;
		if (JSON.stringify(contentOf(same.pdu)) === JSON.stringify(deliver.data.content)) return "repeat";
	}
	return null;
}

function startText({ store, clock }: GatewayDeps, part: Part, deliver: Deliver): OpenText {
	const place = deliver.data.concatenation;
	const id = newIdInOrder(clock);
	store
		.prepare(
			`INSERT INTO inbound_text (id, gateway, sim, sender, reference, wide, total, have, first_at)
			 VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)`,
		)
		.run(
			id,
			part.gateway,
			part.sim,
			deliver.from.value,
			place?.reference ?? null,
			place?.wide ? 1 : 0,
			place?.total ?? 1,
			clock.nowMs(),
		);
	return { id, handed: 0 };
}

/** A text of one part, or one that can't be read. */
export function handOver(deps: GatewayDeps, part: Part & { unreadable?: boolean }): string {
	const id = newIdInOrder(deps.clock);
	deps.store.prepare("UPDATE inbound_part SET text_id = ?, part = 1 WHERE id = ?").run(id, part.id);
	tellText(deps, id, part, part.unreadable ? [null] : [deliverOf(part.pdu)], false);
	return id;
}

function handOverWhole(deps: GatewayDeps, id: string): string {
	deps.store.prepare("UPDATE inbound_text SET handed = 2 WHERE id = ?").run(id);
	handOverParts(deps, id, false);
	return id;
}

/** Texts whose missing parts were waited for long enough go on with gaps. The rest may still come: then they are handed over once more, whole, under the same id. */
export function handOverIncomplete(deps: GatewayDeps): void {
	const { store, clock, timing, log } = deps;
	const now = clock.nowMs();
	const late = store
		.prepare<{ id: string }>("SELECT id FROM inbound_text WHERE handed = 0 AND (first_at <= ? OR first_at > ?)")
		.all(now - timing.missingPartMs, now + timing.missingPartMs);
	for (const { id } of late) {
		try {
			store.write(() => {
				const { changes } = store.prepare("UPDATE inbound_text SET handed = 1 WHERE id = ? AND handed = 0").run(id);
				if (changes === 1) handOverParts(deps, id, true);
			});
		} catch (error) {
			log.error(`incomplete text ${id} could not be handed over`, error);
		}
	}
}

function handOverParts(deps: GatewayDeps, id: string, incomplete: boolean): void {
	const rows = deps.store
		.prepare<{ pdu: string; part: number; gateway: string; sim: string }>(
			"SELECT pdu, part, gateway, sim FROM inbound_part WHERE text_id = ? ORDER BY part",
		)
		.all(id);
	const total =
		deps.store.prepare<{ total: number }>("SELECT total FROM inbound_text WHERE id = ?").get(id)?.total ?? rows.length;
	const parts: (Deliver | null)[] = Array.from({ length: total }, () => null);
	for (const row of rows) parts[row.part - 1] = deliverOf(row.pdu);
	tellText(deps, id, rows[0] ?? { gateway: "", sim: "" }, parts, incomplete);
}

/** Null parts are missing; a lone null can't be read. */
function tellText(
	deps: GatewayDeps,
	id: string,
	{ gateway, sim }: Pick<Part, "gateway" | "sim">,
	parts: (Deliver | null)[],
	incomplete: boolean,
): void {
	const receivedAt = instant(deps.clock);
	const known = parts.filter((part) => part !== null);
	const stamps = known.map((part) => part.at && Date.parse(part.at)).filter((at) => typeof at === "number");
	const text: InboundText = {
		id,
		gateway,
		from: known[0]?.from.value ?? "",
		international: known[0]?.from.kind === "international",
		text: known.length === 0 || known.some((part) => part.data.ports) ? null : joined(parts),
		incomplete,
		networkAt:
			stamps.length > 0 && !sim.startsWith(stampedHere) ? new Date(Math.min(...stamps)).toISOString() : receivedAt,
		receivedAt,
		simCountry: simCountry(sim),
	};
	deps.hooks.onText(text);
	deps.tell({ event: "received", gateway, messageId: id, parts: parts.length, incomplete });
}

/** Parts joined before their letters are made; an ellipsis stands for what is missing. */
function joined(parts: (Deliver | null)[]): string | null {
	let text = "";
	let run: Content[] = [];
	const flush = () => {
		const piece = textOf(run);
		run = [];
		return piece;
	};
	for (const part of parts) {
		if (part) {
			run.push(part.data.content);
			continue;
		}
		const piece = flush();
		if (piece === null) return null;
		text += `${piece}…`;
	}
	const last = flush();
	return last === null ? null : text + last;
}

function deliverOf(pdu: string): Deliver | null {
	const decoded = decodeTpdu(pdu);
	return decoded.ok && decoded.value.kind === "deliver" ? decoded.value : null;
}

function contentOf(pdu: string): Content | null {
	return deliverOf(pdu)?.data.content ?? null;
}
