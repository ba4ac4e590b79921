import type { GatewayView } from "../../../core/api/index.ts";
import { useLocale, useWords } from "../../words.ts";

/** Which numbers go through a gateway. */
export function RoutesInWords({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const language = useLocale();
	const all = gateway.routes.some(({ prefix }) => prefix === "*");
	const prefixes = [...new Set(gateway.routes.map(({ prefix }) => prefix))]
		.filter((prefix) => prefix !== "*")
		.map((prefix) => `\u2066+${prefix}\u2069`);
	const list = new Intl.ListFormat(language, { type: "conjunction" }).format(prefixes);
	return (
		<>
			{all && t("route.all")}
			{all && prefixes.length > 0 && " "}
			{prefixes.length > 0 && t("route.some", { prefixes: list })}
			{gateway.routes.length === 0 && t("route.none")}
		</>
	);
}
