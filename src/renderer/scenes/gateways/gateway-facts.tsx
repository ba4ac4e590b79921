import type { ReactNode } from "react";
import type { GatewayView } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { useWords } from "../../words.ts";
import classes from "./gateways.module.css";

/** Steps of `AT+CSQ` from which a signal gets the next better word (modem §7: 0–1 is no signal, 31 the best). */
const strengths = [
	[20, "strong"],
	[14, "good"],
	[8, "fair"],
	[2, "weak"],
	[0, "none"],
] as const;

function strengthOf(signal: number) {
	return strengths.find(([from]) => signal >= from)?.[1] ?? "none";
}

export function GatewayFacts({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const { signal, operator, replyTo, port } = gateway;
	return (
		<dl className={classes.facts}>
			<Fact name={t("fact.signal")}>
				{signal === null
					? t("fact.unknown")
					: t("fact.signalIs", { word: t(`strength.${strengthOf(signal)}`), signal })}
			</Fact>
			<Fact name={t("fact.operator")}>{operator === null ? t("fact.unknown") : <bdi>{operator}</bdi>}</Fact>
			<Fact name={t("fact.replyTo")}>{replyTo === null ? t("fact.unknown") : <PhoneText digits={replyTo} />}</Fact>
			{port !== null && gateway.kind === "modem" && (
				<Fact name={t("fact.port")}>
					<bdi dir="ltr">{port}</bdi>
				</Fact>
			)}
			<Fact name={t("fact.queued")}>{gateway.queued}</Fact>
			<Fact name={t("fact.sentToday")}>{gateway.sentToday}</Fact>
		</dl>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}
