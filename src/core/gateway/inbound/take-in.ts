import { createHash } from "node:crypto";
import { instant } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { takeReport } from "../outgoing/take-report.ts";
import { decodeTpdu } from "../pdu/decode-tpdu.ts";
import { assemble, handOver } from "./assemble.ts";

/** A PDU as it came from a SIM. */
export interface RawPdu {
	gateway: string;
	/** IMSI, or what stands for it: the same PDU on another SIM is another text. */
	sim: string;
	pdu: string;
	/** Where it lies and is to be deleted; null: nowhere, it came on the line itself. */
	slot: Slot | null;
}

/** A place in a memory of the modem, both as it names them. */
export interface Slot {
	memory: string;
	index: number;
}

interface PartRow {
	id: number;
	gateway: string;
	sim: string;
	pdu: string;
}

type Decoded = ReturnType<typeof decodeTpdu>;

/** So often a text whose handling failed is tried again before it is left in the database for a person. */
const mostErrors = 3;

/** As `takeIn`, with one commit for all where nothing goes wrong. */
export function takeInAll(deps: GatewayDeps, all: readonly RawPdu[]): void {
	if (all.length > 1) {
		try {
			deps.store.write(() => {
				for (const raw of all) takeInNow(deps, raw);
			});
			return;
		} catch {
			// One of them can't be handled: each for itself, so that it holds up nobody else.
		}
	}
	for (const raw of all) takeIn(deps, raw);
}

/**
 * Commits a PDU and everything that follows from it; after that it may be deleted from the SIM. One that is known already changes
 * nothing. Where what follows fails, the PDU alone is kept and waits. Returns the ids of the texts handed over.
 */
export function takeIn(deps: GatewayDeps, raw: RawPdu): string[] {
	const { store, log } = deps;
	try {
		return store.write(() => takeInNow(deps, raw));
	} catch (error) {
		log.error(`an incoming part on ${raw.gateway} could not be handled and waits`, error);
		store.write(() => keep(deps, raw, decodeTpdu(raw.pdu), false));
		return [];
	}
}

/** These places are empty now (modem §5.1). */
export function markCleared({ store }: GatewayDeps, sim: string, slots: readonly Slot[]): void {
	const clear = store.prepare(
		"UPDATE inbound_part SET cleared = 1 WHERE cleared = 0 AND sim = ? AND memory = ? AND place = ?",
	);
	store.write(() => {
		for (const { memory, index } of slots) clear.run(sim, memory, index);
	});
}

function takeInNow(deps: GatewayDeps, raw: RawPdu): string[] {
	const decoded = decodeTpdu(raw.pdu);
	const id = keep(deps, raw, decoded, true);
	return id === null ? [] : handle(deps, { id, ...raw }, decoded);
}

const kinds = { deliver: "deliver", "status-report": "report", submit: "unreadable" } as const;

/** Its row, null where the PDU is known: one that lies where it lay changes nothing, any other is kept as a repeat. */
function keep(
	{ store, clock }: GatewayDeps,
	{ gateway, sim, pdu, slot }: RawPdu,
	decoded: Decoded,
	isHandled: boolean,
): number | null {
	const hash = createHash("sha256").update(pdu.trim().toUpperCase()).digest("hex");
	const { memory, index } = slot ?? { memory: null, index: null };
	const known = store
		.prepare<{ id: number }>("SELECT id FROM inbound_part WHERE sim = ? AND hash = ? AND repeat_of IS NULL")
		.get(sim, hash);
	if (known && slot) {
		const lies = store.prepare(
			"SELECT 1 FROM inbound_part WHERE cleared = 0 AND sim = ? AND memory = ? AND place = ? AND hash = ?",
		);
		if (lies.get(sim, memory, index, hash)) return null;
	}
	const { lastInsertRowid } = store
		.prepare(
			`INSERT INTO inbound_part (gateway, sim, memory, place, cleared, hash, pdu, kind, received_at, repeat_of, handled)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		)
		.run(
			gateway,
			sim,
			memory,
			index,
			slot ? 0 : 1,
			hash,
			pdu,
			decoded.ok ? kinds[decoded.value.kind] : "unreadable",
			instant(clock),
			known?.id ?? null,
			known || isHandled ? 1 : 0,
		);
	return known ? null : Number(lastInsertRowid);
}

/** What follows from a part. Inside a transaction. */
function handle(deps: GatewayDeps, row: PartRow, decoded: Decoded): string[] {
	if (!decoded.ok || decoded.value.kind === "submit") return [handOver(deps, { ...row, unreadable: true })];
	if (decoded.value.kind === "status-report") {
		takeReport(deps, row.sim, decoded.value);
		return [];
	}
	const id = assemble(deps, row, decoded.value);
	return id === null ? [] : [id];
}

/** Handles what was kept and not handled: left by a process that died, or after an error. */
export function handleWaitingParts(deps: GatewayDeps): void {
	const { store, log } = deps;
	const waiting = store
		.prepare<PartRow & { errors: number }>(
			"SELECT id, gateway, sim, pdu, errors FROM inbound_part WHERE handled = 0 ORDER BY id LIMIT 500",
		)
		.all();
	for (const row of waiting) {
		try {
			store.write(() => {
				const { handled } =
					store.prepare<{ handled: number }>("SELECT handled FROM inbound_part WHERE id = ?").get(row.id) ?? {};
				if (handled !== 0) return;
				store.prepare("UPDATE inbound_part SET handled = 1 WHERE id = ?").run(row.id);
				handle(deps, row, decodeTpdu(row.pdu));
			});
		} catch (error) {
			log.error(`incoming part ${row.id} could not be handled`, error);
			store
				.prepare("UPDATE inbound_part SET errors = errors + 1, handled = ? WHERE id = ?")
				.run(row.errors + 1 >= mostErrors ? 2 : 0, row.id);
		}
	}
}
