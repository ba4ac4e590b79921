import { createHash } from "node:crypto";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import { allSettings } from "../directory/gateway-settings.ts";
import type { Line } from "../line/line.ts";
import { linePair } from "../line/line-pair.ts";
import { databaseStore } from "./database-store.ts";
import { faultList } from "./faults.ts";
import { type SimulatedModem, simulatedModem } from "./simulated-modem.ts";

/** The simulated modem of a gateway, in this process, with its SIM in the office's database. */
export function officeSimulator(
	{ store, clock }: Pick<GatewayDeps, "store" | "clock">,
	record: GatewayRecord,
): SimulatedModem {
	const settings = allSettings("simulator", record.settings);
	return simulatedModem({
		store: databaseStore(store, record.name),
		nowMs: clock.nowMs,
		imei: record.imei ?? practiceImei(record.name),
		imsi: practiceImsi(record.imei ?? practiceImei(record.name)),
		number: record.replyTo ?? undefined,
		pin: undefined,
		slots: Number(settings.slots),
		answerDelayMs: Number(settings.answerDelayMs),
		faults: faultList.parse(JSON.parse(settings.faults ?? "[]")),
	});
}

const firstImei = "350000000000017";

/** Two practice modems are two modems: the first keeps the numbers it always had. */
function practiceImei(gateway: string): string {
	if (gateway === "practice") return firstImei;
	return `35${(createHash("sha256").update(gateway).digest().readUIntBE(0, 6) % 1e13).toString().padStart(13, "0")}`;
}

function practiceImsi(imei: string): string | undefined {
	return imei === firstImei ? undefined : `00101${imei.slice(-10)}`;
}

/** Plugs a new line into a simulated modem. Problem: `port-missing` while a fault keeps it away. */
export function openSimulatedLine(modem: SimulatedModem, port: string): Promise<Result<Line>> {
	if (!modem.isPresent()) return Promise.resolve(fail("port-missing", { details: { port } }));
	const { near, far } = linePair(port);
	modem.plug(far);
	return Promise.resolve(ok(near));
}
