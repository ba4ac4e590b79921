import type { GatewayRecord } from "../directory/gateway-record.ts";
import { simCountry } from "../inbound/sim-country.ts";
import { callingCodeOf, costlyNumber, countryOf } from "./costly-number.ts";

/**
 * Why a text to that number would cost what nobody wants to pay (reliability H3, H4), or null. What is premium, free of charge to call,
 * short or in space is never texted. Other countries than those of the SIM and the office are texted once somebody has listed them; the
 * simulated network and test networks charge nobody, so there only a list forbids.
 */
export function whyNotSpend(gateway: GatewayRecord, digits: string, officeCountry: string): string | null {
	const never = costlyNumber(digits);
	if (never !== null) return never;
	const listed = (gateway.settings.countries ?? "")
		.toUpperCase()
		.split(",")
		.map((one) => one.trim())
		.filter((one) => one !== "");
	if (listed.includes("*")) return null;
	if (listed.length === 0 && isFree(gateway)) return null;
	const home = [simCountry(gateway.imsi ?? ""), officeCountry.toUpperCase()].filter(
		(one) => one !== null && one !== "",
	);
	const served = [...home, ...listed].filter((one) => one !== null);
	return served.length === 0 || isIn(digits, served) ? null : "UNSUPPORTED_COUNTRY";
}

/** Where the SIM is not known yet it is asked again before the text leaves. Test networks: mobile country codes 001 and 999 (ITU-T E.212). */
function isFree({ kind, imsi }: GatewayRecord): boolean {
	return kind === "simulator" || imsi === null || /^(00\d|999)/.test(imsi);
}

/** A number that no country can be told of, such as one that is not assigned, counts to all that share its calling code. */
function isIn(digits: string, countries: readonly string[]): boolean {
	const country = countryOf(digits);
	if (country !== null) return countries.includes(country);
	return countries.some((one) => {
		const code = callingCodeOf(one);
		return code !== null && digits.startsWith(code);
	});
}
