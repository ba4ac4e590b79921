import { Progress, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { GatewayDetails } from "../../../core/api/index.ts";
import { useLocale, useWords } from "../../words.ts";
import classes from "./gateways.module.css";

/** From here a limit is called close. */
const nearShare = 0.8;

/** What was sent this hour and today, against what may be. */
export function SendingLimits({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const id = useId();
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("page.sending")}
			</Title>
			<Limit name={t("page.thisHour")} count={gateway.sentThisHour} cap={gateway.hourlyCap} />
			<Limit name={t("page.today")} count={gateway.sentToday} cap={gateway.dailyCap} />
		</section>
	);
}

function Limit({ name, count, cap }: { name: string; count: number; cap: number }) {
	const t = useWords("gateway");
	const format = new Intl.NumberFormat(useLocale());
	const shown = { sent: format.format(count), cap: format.format(cap) };
	const share = cap > 0 ? count / cap : 0;
	return (
		<div>
			<div className={classes.limit}>
				<span>{name}</span>
				<span>{cap > 0 ? t("page.of", shown) : t("page.noCap", shown)}</span>
			</div>
			{cap > 0 && (
				<Progress
					className={classes.bar}
					aria-label={name}
					value={Math.min(100, share * 100)}
					color={share >= nearShare ? "var(--outpost-wait)" : undefined}
				/>
			)}
			{share >= nearShare && <Text size="sm">{t(share >= 1 ? "page.reached" : "page.near")}</Text>}
		</div>
	);
}
