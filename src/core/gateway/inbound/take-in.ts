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
}

interface PartRow {
	id: number;
	gateway: string;
	sim: string;
	pdu: string;
	handled: number;
	errors: number;
}

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
		store.write(() => keep(deps, raw));
		return [];
	}
}

function takeInNow(deps: GatewayDeps, raw: RawPdu): string[] {
	const { row, isNew } = keep(deps, raw);
	return isNew ? handle(deps, row) : [];
}

function keep({ store, clock }: GatewayDeps, { gateway, sim, pdu }: RawPdu): { row: PartRow; isNew: boolean } {
	const hash = createHash("sha256").update(pdu.trim().toUpperCase()).digest("hex");
	const decoded = decodeTpdu(pdu);
	const kinds = { deliver: "deliver", "status-report": "report", submit: "unreadable" } as const;
	const { changes } = store
		.prepare(
			`INSERT INTO inbound_part (gateway, sim, hash, pdu, kind, received_at) VALUES (?, ?, ?, ?, ?, ?)
			 ON CONFLICT (sim, hash) DO NOTHING`,
		)
		.run(gateway, sim, hash, pdu, decoded.ok ? kinds[decoded.value.kind] : "unreadable", instant(clock));
	if (changes === 0)
		store.prepare("UPDATE inbound_part SET repeats = repeats + 1 WHERE sim = ? AND hash = ?").run(sim, hash);
	const row = store
		.prepare<PartRow>("SELECT id, gateway, sim, pdu, handled, errors FROM inbound_part WHERE sim = ? AND hash = ?")
		.get(sim, hash);
	if (!row) throw new Error("an incoming part that was just kept is missing");
	return { row, isNew: changes === 1 };
}

/** Inside a transaction. */
function handle(deps: GatewayDeps, row: PartRow): string[] {
	const { store } = deps;
	store.prepare("UPDATE inbound_part SET handled = 1 WHERE id = ?").run(row.id);
	const decoded = decodeTpdu(row.pdu);
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
		.prepare<PartRow>(
			"SELECT id, gateway, sim, pdu, handled, errors FROM inbound_part WHERE handled = 0 ORDER BY id LIMIT 500",
		)
		.all();
	for (const row of waiting) {
		try {
			store.write(() => {
				const { handled } =
					store.prepare<{ handled: number }>("SELECT handled FROM inbound_part WHERE id = ?").get(row.id) ?? {};
				if (handled === 0) handle(deps, row);
			});
		} catch (error) {
			log.error(`incoming part ${row.id} could not be handled`, error);
			store
				.prepare("UPDATE inbound_part SET errors = errors + 1, handled = ? WHERE id = ?")
				.run(row.errors + 1 >= mostErrors ? 2 : 0, row.id);
		}
	}
}
