import type { Acting, HandlersOf } from "../api/acting.ts";
import { type AuditAction, recordAudit } from "../audit/index.ts";
import { fail, ok } from "../ground/index.ts";
import type { gatewayApi } from "./api.ts";
import type { Gateways } from "./gateways.ts";

/** The gateway's lines of the contract. A change and its audit line commit together. */
export function gatewayHandlers(gateways: Gateways): HandlersOf<typeof gatewayApi> {
	const route = (acting: Acting, prefix: string, name: string, everywhere: boolean) =>
		acting.store.write(() => {
			const routed = gateways.route(everywhere ? null : acting.project.id, prefix, name);
			if (routed.ok) record(acting, "gateway.routed", routed.value.name, { prefix, everywhere });
			return routed;
		});
	return {
		"gateway.list": ({ project }) => ok(gateways.list(project.id)),
		"gateway.show": (acting, { name }) => gateways.show(acting.project.id, name, isTechnician(acting)),
		"gateway.queue": (acting, { name, limit }) => gateways.queue(name, limit, isTechnician(acting)),
		"gateway.signal": (_acting, { name, days }) => ok(gateways.signal(name, days)),
		"gateway.dialogue": (_acting, { name }) => ok(gateways.maskedDialogue(name)),
		"gateway.routes": ({ project }) => ok(gateways.routes(project.id)),
		"gateway.choose": ({ project }, { digits, backendId }) =>
			ok(gateways.explain(project.id, digits, backendId, project.country)),
		"gateway.add": (acting, wish) =>
			acting.store.write(() => {
				const added = gateways.add(wish);
				if (added.ok) record(acting, "gateway.added", added.value.name, { kind: wish.kind });
				return added;
			}),
		"gateway.change": (acting, { name, ...wish }) =>
			acting.store.write(() => {
				const done = gateways.change(name, wish);
				if (done.ok) record(acting, "gateway.changed", done.value.name, whatChanged(wish));
				return done;
			}),
		"gateway.remove": (acting, { name }) =>
			acting.store.write(() => {
				const removed = gateways.remove(name);
				if (removed.ok) record(acting, "gateway.removed", removed.value.name);
				return removed;
			}),
		"gateway.route": (acting, { prefix, name, everywhere }) => route(acting, prefix, name, everywhere),
		"gateway.use": (acting, { prefix, digits, everywhere }) => {
			const name = gateways.gatewayOfNumber(digits);
			return name === null
				? fail("no-gateway-with-number", { field: "digits", details: { digits } })
				: route(acting, prefix, name, everywhere);
		},
		"gateway.unroute": (acting, { prefix, everywhere }) =>
			acting.store.write(() => {
				const done = gateways.unroute(everywhere ? null : acting.project.id, prefix);
				if (done.ok) record(acting, "gateway.unrouted", prefix, { prefix, everywhere });
				return done;
			}),
		"gateway.pause": (acting, { name, paused }) =>
			acting.store.write(() => {
				const done = gateways.pause(name, paused);
				if (done.ok) record(acting, paused ? "gateway.paused" : "gateway.resumed", done.value.name);
				return done;
			}),
		"gateway.balance": async (acting, { name }) => {
			const asked = await gateways.balance(name);
			acting.store.write(() =>
				record(acting, "gateway.balanceAsked", name, asked.ok ? {} : { code: asked.problem.code }),
			);
			return asked.ok ? ok({ text: asked.value.text, at: asked.value.at }) : asked;
		},
		"gateway.detect": async (_acting, { ports }) => ok(await gateways.detect(ports)),
		"practice.phones": () => ok(gateways.practice.phones()),
		"practice.conversation": (_acting, { digits }) => ok(gateways.practice.conversation(digits)),
		"practice.text": (_acting, { from, text }) => gateways.practice.text(from, text),
	};
}

/** Looks after modems and has no business with people, but must tell two cards apart. */
function isTechnician({ staff }: Acting): boolean {
	return staff?.role === "technician";
}

/** Names of what was changed; of settings their values too, of a PIN or a number never. */
function whatChanged(wish: {
	replyTo?: string | undefined;
	countryNote?: string | undefined;
	port?: string | undefined;
	pin?: string | undefined;
	settings?: readonly { name: string; value: string }[] | undefined;
}): Record<string, string> {
	const { settings = [], ...rest } = wish;
	const names = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]));
	return {
		...(names.length > 0 ? { changed: names.join(",") } : {}),
		...Object.fromEntries(settings.map(({ name, value }) => [name, value])),
	};
}

function record(
	acting: Parameters<typeof recordAudit>[0],
	action: AuditAction,
	id: string,
	details: Record<string, string | boolean> = {},
): void {
	recordAudit(acting, { action, subject: { kind: "gateway", id }, details });
}
