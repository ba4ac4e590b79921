import { fail, ok, type Result } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayChange } from "../gateways.ts";
import { findGateway, type GatewayRecord } from "./gateway-record.ts";
import { checkSettings } from "./gateway-settings.ts";
import { changed, readReplyTo } from "./set-up-gateway.ts";

/**
 * Changes what is given and leaves the rest. Another port that is named leads to another stick: the modem that answers there is the
 * gateway's from now on, with its routes and its queue. Problems: `gateway-not-found`, `unknown-setting`, `bad-setting`, `not-a-number`.
 */
export function changeGateway(deps: GatewayDeps, name: string, wish: GatewayChange): Result<GatewayRecord> {
	const { store } = deps;
	return store.write(() => {
		const gateway = findGateway(store, name);
		if (!gateway) return fail("gateway-not-found", { field: "name", details: { gateway: name } });
		const settings = checkSettings(gateway.kind, wish.settings ?? []);
		if (!settings.ok) return settings;
		const replyTo = readReplyTo(wish.replyTo);
		if (!replyTo.ok) return replyTo;
		const columns: [string, string | null | undefined][] = [
			["reply_to", wish.replyTo === undefined ? undefined : replyTo.value],
			["country_note", textOf(wish.countryNote)],
			["port", textOf(wish.port)],
			["pin", textOf(wish.pin)],
			["settings", JSON.stringify({ ...gateway.settings, ...settings.value })],
		];
		for (const [column, value] of columns)
			if (value !== undefined)
				store.prepare(`UPDATE gateway SET ${column} = ? WHERE name = ?`).run(value, gateway.name);
		const port = textOf(wish.port) ?? "";
		if (port !== "" && port !== gateway.ports.join(","))
			store.prepare("UPDATE gateway SET imei = NULL, imsi = NULL WHERE name = ?").run(gateway.name);
		changed(deps);
		return ok(findGateway(store, gateway.name) ?? gateway);
	});
}

/** Undefined: not given. Null: taken away. */
function textOf(given: string | undefined): string | null | undefined {
	return given === undefined ? undefined : given.trim() || null;
}

/** Keeps what the operator said of the credit. One of a gateway that was removed meanwhile is let go. */
export function keepBalance(
	{ store }: Pick<GatewayDeps, "store">,
	name: string,
	balance: { text: string; raw: string; at: string },
): void {
	store.write(() => {
		store
			.prepare("UPDATE gateway SET balance_text = ?, balance_raw = ?, balance_at = ? WHERE name = ?")
			.run(balance.text, balance.raw, balance.at, name);
		store.announce({ type: "changed", topics: ["gateways"] });
	});
}
