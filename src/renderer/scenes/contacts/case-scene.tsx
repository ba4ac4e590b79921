import { Anchor, Text } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseView } from "../../../core/api/index.ts";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./case.module.css";
import { CaseAudit } from "./case-audit.tsx";
import { CaseConversation } from "./case-conversation.tsx";
import { CaseEnd } from "./case-end.tsx";
import { CaseHeader } from "./case-header.tsx";
import { CaseSurveys } from "./case-surveys.tsx";
import { CaseWarnings } from "./case-warnings.tsx";
import { ConsentPanel } from "./consent-panel.tsx";
import { DetailsPanel } from "./details-panel.tsx";

/** One contact: what is known, what they agreed to, and the conversation. */
export function CaseScene() {
	const t = useWords("contacts");
	const { id } = useParams({ from: "/contacts/$id" });
	const shown = useAsk("cases.show", { id });
	if (shown.problem || !shown.data) {
		return (
			<div className={classes.nothing}>
				<BackToAll />
				{shown.problem && <Text role="alert">{problemWords(shown.problem)}</Text>}
				{shown.loading && <Text role="status">{t("case.loading")}</Text>}
			</div>
		);
	}
	return <CasePage key={id} view={shown.data} />;
}

/** Which part of the page is open for changing. */
export type OpenPart = "details" | "consent" | null;

function CasePage({ view }: { view: CaseView }) {
	const [open, setOpen] = useState<OpenPart>(null);
	const may = useMay();
	return (
		<div className={classes.scene}>
			<BackToAll />
			<CaseHeader view={view} onOpen={setOpen} />
			<div className={classes.columns}>
				<div className={classes.left}>
					<CaseWarnings view={view} />
					<DetailsPanel view={view} isEditing={open === "details"} onEdit={(on) => setOpen(on ? "details" : null)} />
					<ConsentPanel view={view} isAsking={open === "consent"} onAsk={(on) => setOpen(on ? "consent" : null)} />
					{may.people && <CaseSurveys view={view} />}
					{may.supervise && <CaseAudit id={view.id} />}
					{may.people && <CaseEnd view={view} mayDelete={may.supervise} />}
				</div>
				<CaseConversation view={view} />
			</div>
		</div>
	);
}

function BackToAll() {
	const t = useWords("contacts");
	return (
		<Anchor size="sm" renderRoot={(props) => <Link to="/contacts" {...props} />}>
			{t("case.back")}
		</Anchor>
	);
}
