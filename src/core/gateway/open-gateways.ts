import { fail, instant, ok } from "../ground/index.ts";
import type { GatewayDeps } from "./deps.ts";
import { detectModems } from "./detect/detect-modems.ts";
import { changeGateway, keepBalance } from "./directory/change-gateway.ts";
import { chooseGateway } from "./directory/choose-gateway.ts";
import { gatewayDetails } from "./directory/gateway-details.ts";
import { allGateways, findGateway } from "./directory/gateway-record.ts";
import { gatewayView, listGateways, ownNumber } from "./directory/gateway-view.ts";
import { gatewayOfNumber, isOwnNumber } from "./directory/own-number.ts";
import { listRoutes } from "./directory/routes.ts";
import { addGateway, pauseGateway, removeGateway, removeRoute, routeGateway } from "./directory/set-up-gateway.ts";
import { waitingTexts } from "./directory/waiting-texts.ts";
import type { GatewayEvent, GatewayOptions, Gateways, Idle } from "./gateways.ts";
import { keepSample } from "./health/keep-sample.ts";
import { signalOverTime } from "./health/signal-over-time.ts";
import { receiveText } from "./inbound/receive-text.ts";
import { claimPorts } from "./line/claim-ports.ts";
import { machinePorts } from "./line/machine-ports.ts";
import { maskedDialogue } from "./masked-dialogue.ts";
import { fieldTiming } from "./modem/timing.ts";
import { doubtUnsent } from "./outgoing/doubt-unsent.ts";
import { cancelText, queueText, releaseText } from "./outgoing/queue-text.ts";
import { settleUnknown } from "./outgoing/settle-unknown.ts";
import { whyNotSpend } from "./outgoing/spending-guard.ts";
import { unknownFacts } from "./outgoing/unknown-facts.ts";
import { makeRunner } from "./run-gateways.ts";
import { notePracticeText, practiceConversation, practicePhones } from "./simulator/practice-phone.ts";
import { waitUntilIdle } from "./until-idle.ts";

/** Opens the gateways of an office. Nothing runs before `start`. */
export function openGateways({ store, clock, log, hooks, timing, serial = machinePorts }: GatewayOptions): Gateways {
	const listeners = new Set<(event: GatewayEvent) => void>();
	let mayRun = () => false;
	let failures = 0;
	const deps: GatewayDeps = {
		store,
		clock,
		log,
		hooks,
		timing: { ...fieldTiming, ...timing },
		tell(event) {
			store.afterCommit(() => {
				if (event.event === "failed" || event.event === "unknown") failures += 1;
				const stamped = { ...event, at: instant(clock) } as GatewayEvent;
				for (const heard of listeners) heard(stamped);
			});
		},
		onHealth: (sample) => keepSample(deps, sample),
		mayRun: () => mayRun(),
		wake: () => runner.look(),
	};
	const claims = claimPorts(serial);
	const runner = makeRunner(deps, claims.ports, (check) => {
		mayRun = check;
	});

	const viewOf = (name: string, projectId: string | null) => {
		const record = findGateway(store, name);
		return record
			? ok(gatewayView(deps, record, projectId))
			: fail("gateway-not-found", { field: "name", details: { gateway: name } });
	};

	const notFound = (name: string) => fail("gateway-not-found", { field: "name", details: { gateway: name } });
	const refuses: Gateways["refuses"] = (name, digits, officeCountry) => {
		const record = findGateway(store, name);
		return record ? whyNotSpend(record, digits, officeCountry) : null;
	};

	const receive: Gateways["receive"] = (wish) => {
		const received = receiveText(deps, wish);
		if (!received.ok) return received;
		const { gateway, ids } = received.value;
		if (findGateway(store, gateway)?.kind === "simulator")
			notePracticeText(store, gateway, wish.from, wish.text, clock.nowMs());
		return ok(ids);
	};

	return {
		add(wish) {
			const added = addGateway(deps, wish);
			return added.ok ? viewOf(added.value.name, null) : added;
		},
		remove: (name) => removeGateway(deps, name),
		list: (projectId) => listGateways(deps, projectId),
		route(projectId, prefix, name) {
			const routed = routeGateway(deps, projectId, prefix, name);
			return routed.ok ? viewOf(routed.value.name, projectId) : routed;
		},
		unroute: (projectId, prefix) => removeRoute(deps, projectId, prefix),
		routes: (projectId) => listRoutes(store, projectId),
		change(name, wish) {
			const done = changeGateway(deps, name, wish);
			return done.ok ? viewOf(done.value.name, null) : done;
		},
		show(projectId, name, isTechnical) {
			const record = findGateway(store, name);
			return record ? ok(gatewayDetails(deps, record, projectId, isTechnical)) : notFound(name);
		},
		queue(name, limit, isMasked) {
			const record = findGateway(store, name);
			return record ? ok(waitingTexts(deps, record, limit, isMasked)) : notFound(name);
		},
		signal: (name, days) => signalOverTime(deps, name, days),
		pause(name, paused) {
			const done = pauseGateway(deps, name, paused);
			return done.ok ? viewOf(done.value.name, null) : done;
		},
		choose(projectId, digits, backendId) {
			const chosen = chooseGateway(store, projectId, digits, backendId);
			return chosen.ok ? ok(chosen.value.gateway) : chosen;
		},
		explain(projectId, digits, backendId, officeCountry) {
			const chosen = chooseGateway(store, projectId, digits, backendId);
			if (!chosen.ok) return { gateway: null, because: "none", prefix: null, refused: null };
			return { ...chosen.value, refused: refuses(chosen.value.gateway, digits, officeCountry) };
		},
		refuses,
		gatewayOfNumber: (digits) => gatewayOfNumber(store, digits),
		isOwnNumber: (digits) => isOwnNumber(store, digits),
		replyTo: (name) => findGateway(store, name)?.replyTo ?? ownNumber(store, name),
		enqueue: (text) => queueText(deps, text),
		release: (messageId) => releaseText(deps, messageId),
		unknownFacts: (messageId) => unknownFacts(store, messageId),
		cancel: (messageId) => cancelText(deps, messageId),
		settle: (messageId, as) => settleUnknown(deps, messageId, as),
		doubtUnsent: () => doubtUnsent(deps),
		start: () => runner.start(),
		running: () => runner.running(),
		stop: () => runner.stop(),
		async untilIdle(signal): Promise<Idle> {
			await waitUntilIdle(deps, runner, signal);
			const waiting =
				store.prepare<{ n: number }>("SELECT COUNT(*) n FROM outgoing WHERE state IN ('queued', 'sending')").get()?.n ??
				0;
			return { waiting, failed: failures };
		},
		receive,
		detect: (ports) => detectModems(deps, claims, ports),
		async balance(name) {
			if (!findGateway(store, name)) return fail("gateway-not-found", { field: "name", details: { gateway: name } });
			if (!runner.running()) return fail("gateways-elsewhere");
			const asked = (await runner.atWork(name)?.modem.balance()) ?? fail("gateway-not-ready");
			if (asked.ok) keepBalance(deps, name, asked.value);
			return asked;
		},
		practice: {
			phones: () => practicePhones(store),
			conversation: (digits) => practiceConversation(store, digits),
			text(from, text) {
				const simulated = allGateways(store).find(({ kind }) => kind === "simulator");
				if (!simulated) return fail("no-simulated-modem");
				const simulator = runner.atWork(simulated.name)?.simulator;
				if (!simulator) {
					const received = receive({ gateway: simulated.name, from, text });
					return received.ok ? ok({ accepted: true }) : received;
				}
				store.write(() => {
					notePracticeText(store, simulated.name, from, text, clock.nowMs());
					simulator.text({ from, text });
				});
				return ok({ accepted: true });
			},
		},
		listen(heard) {
			listeners.add(heard);
			return () => listeners.delete(heard);
		},
		maskedDialogue: (name) => maskedDialogue(runner.atWork(name)?.modem.dialogue() ?? []),
	};
}
