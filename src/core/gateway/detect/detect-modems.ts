import type { DetectedModem } from "../api.ts";
import { type Answer, openAtSession } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import type { OpenLine } from "../line/line.ts";

/** Probes ports one after the other: which are modems, whose, and can they text (modem §2.7). Enters no PIN and changes no setting but PDU mode. */
export async function detectModems(
	deps: Pick<GatewayDeps, "timing" | "clock">,
	openLine: OpenLine,
	ports: readonly string[],
): Promise<DetectedModem[]> {
	const found: DetectedModem[] = [];
	for (const port of ports) found.push(await probe(deps, openLine, port));
	return found;
}

async function probe(
	{ timing, clock }: Pick<GatewayDeps, "timing" | "clock">,
	openLine: OpenLine,
	port: string,
): Promise<DetectedModem> {
	const nothing: DetectedModem = {
		port,
		manufacturer: null,
		model: null,
		imei: null,
		imsi: null,
		sim: "unknown",
		canText: false,
		problem: null,
	};
	const opened = await openLine(port);
	if (!opened.ok) return { ...nothing, problem: opened.problem.code };
	const none = () => {};
	const session = openAtSession({
		line: opened.value,
		timing,
		upMs: clock.upMs,
		onUnsolicited: none,
		onLateSent: none,
		onClosed: none,
	});
	try {
		// A port that only echoes never says OK.
		if (!(await session.resync())) return { ...nothing, problem: "modem-silent" };
		const ask = (command: string) => session.ask(command, timing.commandMs);
		await ask("ATE0");
		await ask("AT+CMEE=1");
		const pin = await ask("AT+CPIN?");
		return {
			...nothing,
			manufacturer: said(await ask("AT+CGMI")),
			model: said(await ask("AT+CGMM")),
			imei: /\d{14,16}/.exec(said(await ask("AT+CGSN")) ?? "")?.[0] ?? null,
			imsi: /\d{10,16}/.exec(said(await ask("AT+CIMI")) ?? "")?.[0] ?? null,
			sim: simState(pin),
			canText: (await ask("AT+CPMS=?")).outcome.kind === "ok" && (await ask("AT+CMGF=0")).outcome.kind === "ok",
		};
	} finally {
		await opened.value.close();
	}
}

function simState({ outcome, lines }: Answer): DetectedModem["sim"] {
	const state = /^\+CPIN:\s*"?([A-Z0-9 -]+)/.exec(lines[0] ?? "")?.[1]?.trim();
	if (state === "READY") return "ready";
	if (state?.includes("PUK")) return "puk";
	if (state?.includes("PIN")) return "pin";
	return outcome.kind === "error" && outcome.error.number === 10 ? "missing" : "unknown";
}

function said({ outcome, lines }: Answer): string | null {
	return outcome.kind === "ok" ? (lines[0] ?? null) : null;
}
