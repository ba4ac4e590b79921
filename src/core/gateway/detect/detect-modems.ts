import type { DetectedModem } from "../api.ts";
import { bareLine, lineOf } from "../at/answer-lines.ts";
import { type Answer, type AtSession, openAtSession } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import type { claimPorts } from "../line/claim-ports.ts";
import type { PortFacts, SerialPorts } from "../line/line.ts";
import { modemVendors } from "../line/usb-sticks.ts";
import { askOwnNumber } from "../modem/registration.ts";
import { greet, identify } from "../modem/start-modem.ts";
import type { Timing } from "../modem/timing.ts";
import { recommend } from "./recommend.ts";

const nothing: Omit<DetectedModem, "port"> = {
	manufacturer: null,
	model: null,
	imei: null,
	imsi: null,
	sim: "unknown",
	canText: false,
	problem: null,
	ownNumber: null,
	holder: null,
	recommended: false,
	gateway: null,
	details: {},
};

type Deps = Pick<GatewayDeps, "timing" | "clock" | "store">;

/**
 * Probes ports one after the other: which are modems, whose, and can they text (modem §2.7). Enters no PIN and changes no setting but
 * PDU mode. Ports that a gateway holds are left out; those of unknown makers are named and not touched unless they are in `asked`;
 * sticks without a port are told of.
 */
export async function detectModems(
	deps: Deps,
	{ ports: serial, isTaken }: ReturnType<typeof claimPorts>,
	asked: readonly string[],
): Promise<DetectedModem[]> {
	const survey = (await serial.survey?.()) ?? { ports: (await serial.list()).map(bareFacts), portless: [] };
	const listed = survey.ports.map(({ port }) => port);
	const all = [...asked.filter((port) => !listed.includes(port)).map(bareFacts), ...survey.ports];
	const found: DetectedModem[] = [];
	for (const facts of all) {
		const { port, vendorId } = facts;
		if (isTaken(port)) continue;
		// Ports of the computer itself have no maker, and nothing on them unless somebody says so.
		const mayAsk = asked.includes(port) || vendorId === null || modemVendors.has(vendorId);
		if (mayAsk && (vendorId !== null || asked.includes(port) || !serial.survey))
			found.push(await probe(deps, serial, port));
		else if (vendorId !== null) found.push({ ...nothing, port, problem: "port-unknown-maker" });
	}
	for (const { stick, problem } of survey.portless) found.push({ ...nothing, port: `usb ${stick}`, problem });
	const owner = deps.store.prepare<{ name: string }>("SELECT name FROM gateway WHERE imei = ?");
	const known: DetectedModem[] = found.map((modem) => ({
		...modem,
		gateway: modem.imei === null ? null : (owner.get(modem.imei)?.name ?? null),
		details: wordsOf(modem.holder),
	}));
	return recommend(known, all);
}

function wordsOf(holder: string | null): Record<string, string> {
	return holder === null ? {} : { holder };
}

function bareFacts(port: string): PortFacts {
	return { port, vendorId: null, productId: null, usbInterface: null, stick: null, label: "" };
}

async function probe({ timing, clock }: Deps, serial: SerialPorts, port: string): Promise<DetectedModem> {
	const holderOf = async () => (await serial.holder?.(port)) ?? null;
	let last = "modem-silent";
	for (const baud of serial.speeds?.(port) ?? [undefined]) {
		const opened = await serial.open(port, baud);
		if (!opened.ok) {
			const { code } = opened.problem;
			return { ...nothing, port, problem: code, holder: code === "port-busy" ? await holderOf() : null };
		}
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
			const greeted = await greet(session, timing);
			if (greeted.ok) return { ...nothing, port, ...(await interview(session, timing)) };
			last = greeted.problem.code;
			if (last !== "modem-silent") return { ...nothing, port, problem: last };
		} finally {
			await opened.value.close();
		}
	}
	const holder = await holderOf();
	return { ...nothing, port, problem: holder === null ? last : "port-busy", holder };
}

async function interview(session: AtSession, timing: Timing): Promise<Partial<DetectedModem>> {
	const ask = (command: string, enough?: RegExp) => session.ask(command, timing.commandMs, enough);
	await ask("ATE0");
	await ask("AT+CMEE=1");
	const sim = simState(await ask("AT+CPIN?", /^\+CPIN:/));
	const { manufacturer, model, imei } = await identify(ask);
	return {
		manufacturer: manufacturer || null,
		model,
		imei,
		imsi: /^\d{10,16}$/.exec(bareLine(await ask("AT+CIMI"), "+CIMI:"))?.[0] ?? null,
		sim,
		ownNumber: await askOwnNumber(session, timing),
		canText: (await ask("AT+CPMS=?")).outcome.kind === "ok" && (await ask("AT+CMGF=0")).outcome.kind === "ok",
	};
}

function simState(answer: Answer): DetectedModem["sim"] {
	const state = /^\+CPIN:\s*"?([A-Z0-9 -]+)/.exec(lineOf(answer, "+CPIN:"))?.[1]?.trim();
	if (state === "READY") return "ready";
	if (state?.includes("PUK")) return "puk";
	if (state?.includes("PIN")) return "pin";
	return answer.outcome.kind === "error" && answer.outcome.error.number === 10 ? "missing" : "unknown";
}
