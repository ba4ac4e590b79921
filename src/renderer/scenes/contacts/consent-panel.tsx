import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { CaseView } from "../../../core/api/index.ts";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { When } from "../../components/when.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./case.module.css";
import { ConsentHistory } from "./consent-history.tsx";
import { RecordConsent } from "./record-consent.tsx";
import { WithdrawConsent } from "./withdraw-consent.tsx";

/** Where the person stands with their consent, and the two things to do about it, side by side. */
export function ConsentPanel(props: { view: CaseView; isAsking: boolean; onAsk(on: boolean): void }) {
	const t = useWords("consent");
	const may = useMay();
	const { view } = props;
	const [isWithdrawing, setWithdrawing] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(props.isAsking || isWithdrawing);
	const isGiven = view.consent.state === "given";
	const language = view.properties.language_code ?? "";
	return (
		<section aria-label={t("title")}>
			<div className={classes.panelHead}>
				<Title order={2}>{t("title")}</Title>
			</div>
			<Text size="sm">
				{t(`stateIs.${view.consent.state}`)} {view.consent.at && <When at={view.consent.at} />}
			</Text>
			{props.isAsking && <RecordConsent caseId={view.id} language={language} onDone={() => props.onAsk(false)} />}
			{isWithdrawing && <WithdrawConsent caseId={view.id} onDone={() => setWithdrawing(false)} />}
			{may.people && !props.isAsking && !isWithdrawing && (
				<div className={classes.acts}>
					<Button ref={opener} size="compact-sm" variant="default" onClick={() => props.onAsk(true)}>
						{view.consent.state === "unknown" ? t("record") : t("recordAgain")}
					</Button>
					{isGiven && (
						<Button size="compact-sm" variant="default" onClick={() => setWithdrawing(true)}>
							{t("withdraw")}
						</Button>
					)}
				</div>
			)}
			<ConsentHistory caseId={view.id} />
		</section>
	);
}
