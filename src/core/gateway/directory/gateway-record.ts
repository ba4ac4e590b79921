import { z } from "zod";
import type { Store } from "../../storage/index.ts";
import type { GatewayKind } from "../api.ts";
import { type SendSettings, sendSettings } from "./gateway-settings.ts";

/** A gateway as it is set up. */
export interface GatewayRecord {
	name: string;
	kind: GatewayKind;
	/** Null: every project may use it. */
	projectId: string | null;
	/** Ports to try, none for those of known modems. */
	ports: string[];
	pin: string | null;
	replyTo: string | null;
	countryNote: string | null;
	settings: Record<string, string>;
	paused: boolean;
	/** Identity of modem and SIM as it was last found; null before the first start. */
	imei: string | null;
	imsi: string | null;
	balance: { text: string; at: string } | null;
}

interface Row {
	name: string;
	kind: GatewayKind;
	projectId: string | null;
	port: string | null;
	pin: string | null;
	replyTo: string | null;
	countryNote: string | null;
	settings: string;
	paused: number;
	imei: string | null;
	imsi: string | null;
	balanceText: string | null;
	balanceAt: string | null;
}

const columns =
	"name, kind, project_id AS projectId, port, pin, reply_to AS replyTo, country_note AS countryNote, settings, paused, imei, imsi, " +
	"balance_text AS balanceText, balance_at AS balanceAt";
const settingsText = z.record(z.string(), z.string());

/** By name; capitals don't matter (commcare-behaviour §6.3). */
export function findGateway(store: Store, name: string): GatewayRecord | undefined {
	const row = store.prepare<Row>(`SELECT ${columns} FROM gateway WHERE name = ?`).get(name.trim());
	if (row) return recordOf(row);
	// The database folds ASCII letters only.
	const folded = name.trim().toUpperCase();
	return allGateways(store).find((gateway) => gateway.name.toUpperCase() === folded);
}

/** In the order they were set up. */
export function allGateways(store: Store): GatewayRecord[] {
	return store.prepare<Row>(`SELECT ${columns} FROM gateway ORDER BY created_at, name`).all().map(recordOf);
}

const settled = new WeakMap<GatewayRecord, SendSettings>();

/** Worked out once a record, which never changes. */
export function settingsOf(gateway: GatewayRecord): SendSettings {
	const known = settled.get(gateway) ?? sendSettings(gateway.kind, gateway.settings);
	settled.set(gateway, known);
	return known;
}

function recordOf({ port, settings, paused, balanceText, balanceAt, ...row }: Row): GatewayRecord {
	const parsed = settingsText.safeParse(JSON.parse(settings));
	return {
		...row,
		ports: (port ?? "")
			.split(",")
			.map((one) => one.trim())
			.filter((one) => one !== ""),
		settings: parsed.success ? parsed.data : {},
		paused: paused === 1,
		balance: balanceText !== null && balanceAt !== null ? { text: balanceText, at: balanceAt } : null,
	};
}
