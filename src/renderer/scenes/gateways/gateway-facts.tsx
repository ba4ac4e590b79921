import type { GatewayDetails, GatewayView } from "../../../core/api/index.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import { useWords } from "../../words.ts";
import { modemName } from "./modem-name.ts";
import { strengthOf } from "./strength.ts";

/** What counts at a glance. */
export function GatewayFacts({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	return (
		<Facts>
			{gateway.kind === "modem" && <SignalAndNetwork gateway={gateway} />}
			<Fact name={t("fact.replyTo")}>
				<Known digits={gateway.replyTo} />
			</Fact>
			<Fact name={t("fact.queued")}>{gateway.queued}</Fact>
			<Fact name={t("fact.sentToday")}>{gateway.sentToday}</Fact>
		</Facts>
	);
}

/** All that is known of a gateway's modem and SIM. */
export function ModemFacts({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const model = modemName(gateway.manufacturer, gateway.model);
	return (
		<Facts>
			<SignalAndNetwork gateway={gateway} />
			<Fact name={t("fact.ownNumber")}>
				<Known digits={gateway.ownNumber} />
			</Fact>
			<Fact name={t("fact.replyTo")}>
				<Known digits={gateway.replyTo} />
			</Fact>
			<Fact name={t("fact.modem")}>{model === null ? t("fact.unknown") : <bdi>{model}</bdi>}</Fact>
			<Fact name={t("fact.imei")}>{gateway.imei ? <bdi dir="ltr">{gateway.imei}</bdi> : t("fact.unknown")}</Fact>
			<Fact name={t("fact.sim")}>{gateway.imsi ? <bdi dir="ltr">{gateway.imsi}</bdi> : t("fact.unknown")}</Fact>
			{gateway.port !== null && (
				<Fact name={t("fact.port")}>
					<bdi dir="ltr">{gateway.port}</bdi>
				</Fact>
			)}
			{gateway.used !== null && gateway.room !== null && (
				<Fact name={t("fact.store")}>{t("fact.storeIs", { used: gateway.used, room: gateway.room })}</Fact>
			)}
		</Facts>
	);
}

function SignalAndNetwork({ gateway: { signal, operator } }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	return (
		<>
			<Fact name={t("fact.signal")}>
				{signal === null
					? t("fact.unknown")
					: t("fact.signalIs", { word: t(`strength.${strengthOf(signal)}`), signal })}
			</Fact>
			<Fact name={t("fact.operator")}>{operator === null ? t("fact.unknown") : <bdi>{operator}</bdi>}</Fact>
		</>
	);
}

function Known({ digits }: { digits: string | null }) {
	const t = useWords("gateway");
	return digits === null ? t("fact.unknown") : <PhoneText digits={digits} />;
}
