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
	pinTried: string | null;
	replyTo: string | null;
	settings: Record<string, string>;
	paused: boolean;
	imei: string | null;
}

interface Row {
	name: string;
	kind: GatewayKind;
	projectId: string | null;
	port: string | null;
	pin: string | null;
	pinTried: string | null;
	replyTo: string | null;
	settings: string;
	paused: number;
	imei: string | null;
}

const columns =
	"name, kind, project_id AS projectId, port, pin, pin_tried AS pinTried, reply_to AS replyTo, settings, paused, imei";
const settingsText = z.record(z.string(), z.string());

/** By name; capitals don't matter (commcare-behaviour §6.3). */
export function findGateway(store: Store, name: string): GatewayRecord | undefined {
	const row = store.prepare<Row>(`SELECT ${columns} FROM gateway WHERE name = ?`).get(name.trim());
	return row && recordOf(row);
}

/** In the order they were set up. */
export function allGateways(store: Store): GatewayRecord[] {
	return store.prepare<Row>(`SELECT ${columns} FROM gateway ORDER BY created_at, name`).all().map(recordOf);
}

export function settingsOf(gateway: GatewayRecord): SendSettings {
	return sendSettings(gateway.kind, gateway.settings);
}

function recordOf(row: Row): GatewayRecord {
	const parsed = settingsText.safeParse(JSON.parse(row.settings));
	return {
		...row,
		ports: (row.port ?? "")
			.split(",")
			.map((port) => port.trim())
			.filter((port) => port !== ""),
		settings: parsed.success ? parsed.data : {},
		paused: row.paused === 1,
	};
}
