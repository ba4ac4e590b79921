import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ParsedNumber } from "../../core/api/index.ts";
import { useAsk } from "../core-client.tsx";
import { locale, problemWords, useWords } from "../words.ts";
import { countryName } from "./country-select.tsx";
import { isolated } from "./isolated.ts";
import classes from "./phone-field.module.css";

/** What was made of a number, and who has it already. `isSaid`: the trouble stands under the field already. */
export function PhoneNote(props: {
	parsed: ParsedNumber;
	accepted: boolean;
	isSaid: boolean;
	ownId?: string;
	onAccept(): void;
}) {
	const t = useWords("phone-numbers");
	const { parsed } = props;
	const shown = <bdi dir="ltr">{parsed.shown}</bdi>;
	if (parsed.problem && parsed.problem !== "doubtful-number") {
		if (props.isSaid) return null;
		return (
			<p className={classes.note} role="status">
				<IconAlertTriangle size={16} aria-hidden />
				<span>{problemWords({ code: parsed.problem })}</span>
			</p>
		);
	}
	return (
		<div role="status" className={classes.lines}>
			<p className={classes.note}>
				{parsed.valid && <IconCheck size={16} aria-hidden className={classes.good} />}
				{shown}
				{parsed.country && <span>{countryName(parsed.country, locale())}</span>}
			</p>
			{parsed.problem === "doubtful-number" && !(props.isSaid && !props.accepted) && (
				<p className={classes.note}>
					<IconAlertTriangle size={16} aria-hidden />
					<span>{props.accepted ? t("field.usedAnyway") : problemWords({ code: parsed.problem })}</span>
				</p>
			)}
			{parsed.problem === "doubtful-number" && !props.accepted && (
				<Button size="compact-sm" variant="default" mt={4} onClick={props.onAccept}>
					{t("field.useAnyway")}
				</Button>
			)}
			{parsed.type === "FIXED_LINE" && <p className={classes.note}>{t("field.notMobile")}</p>}
			{parsed.digits && <OtherHolders digits={parsed.digits} ownId={props.ownId} />}
		</div>
	);
}

// A shared phone is normal in a household; staff should see it before they save, not after.
function OtherHolders({ digits, ownId }: { digits: string; ownId?: string }) {
	const t = useWords("phone-numbers");
	const holders = useAsk("number.show", { digits });
	const others = (holders.data?.entries ?? []).filter((entry) => entry.owner.id !== ownId);
	const first = others.find((entry) => entry.state === "two-way") ?? others[0];
	if (!first) return null;
	const words = first.state === "two-way" ? "field.alreadyTwoWay" : "field.already";
	return <p className={classes.note}>{t(words, { name: isolated(first.owner.name) })}</p>;
}
