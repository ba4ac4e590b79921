import type { GatewayDetails } from "../../../core/api/index.ts";
import { shownNumber } from "../../shown-number.ts";

export interface SetupValues {
	replyTo: string;
	note: string;
	hourlyCap: string;
	dailyCap: string;
	gapSeconds: string;
	validityMinutes: string;
	balanceCode: string;
	countries: string;
	reports: boolean;
}

/** Fields that are typed and can be mistyped. */
export type TypedField = "hourlyCap" | "dailyCap" | "gapSeconds" | "validityMinutes" | "balanceCode";

const shapes: Record<TypedField, RegExp> = {
	hourlyCap: /^\d{1,6}$/,
	dailyCap: /^\d{1,6}$/,
	gapSeconds: /^\d{1,4}([.,]\d{1,3})?$/,
	validityMinutes: /^\d{1,6}$/,
	balanceCode: /^[*#0-9]{0,20}$/,
};

/** A gateway's settings as they stand in the form. */
export function setupOf(gateway: GatewayDetails): SetupValues {
	const { settings } = gateway;
	return {
		replyTo: gateway.ownReplyTo ? shownNumber(gateway.ownReplyTo) : "",
		note: gateway.countryNote ?? "",
		hourlyCap: settings.hourlyCap ?? "0",
		dailyCap: settings.dailyCap ?? "0",
		gapSeconds: String(Number(settings.sendGapMs ?? 0) / 1000),
		validityMinutes: settings.validityMinutes ?? "0",
		balanceCode: settings.balanceCode ?? "",
		countries: settings.countries ?? "",
		reports: settings.deliveryReports === "true",
	};
}

/** What is not of the kind expected. */
export function troublesIn(values: SetupValues): TypedField[] {
	return (Object.keys(shapes) as TypedField[]).filter((name) => !shapes[name].test(values[name].trim()));
}

/** Settings as the core takes them, only those that differ. */
export function changedSettings(kept: SetupValues, values: SetupValues): { name: string; value: string }[] {
	const all = (from: SetupValues): Record<string, string> => ({
		hourlyCap: from.hourlyCap.trim(),
		dailyCap: from.dailyCap.trim(),
		sendGapMs: String(Math.round(Number(from.gapSeconds.trim().replace(",", ".")) * 1000)),
		validityMinutes: from.validityMinutes.trim(),
		balanceCode: from.balanceCode.trim(),
		countries: from.countries,
		deliveryReports: String(from.reports),
	});
	const before = all(kept);
	return Object.entries(all(values))
		.filter(([name, value]) => value !== before[name])
		.map(([name, value]) => ({ name, value }));
}
