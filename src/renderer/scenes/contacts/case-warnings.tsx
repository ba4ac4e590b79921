import { Anchor } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CaseView } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { StopHere } from "../../components/stop-here.tsx";
import { useAsk } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./case.module.css";
import { isInUse } from "./is-in-use.ts";

/** What staff should look at, each with its way out. */
export function CaseWarnings({ view }: { view: CaseView }) {
	const t = useWords("contacts");
	const codes = view.warnings.filter((code) => code !== "number-in-use");
	const [stop] = useAsk("hq.stopsThere", { caseId: view.id }).data ?? [];
	if (codes.length === 0 && !view.number.inUseBy && !stop) return null;
	return (
		<section aria-label={t("warning.title")} className={classes.warnings}>
			{stop && <StopThere name={view.name} digits={stop.digits} />}
			{codes.map((code) => (
				<p key={code} className={`${classes.banner} ${classes.wait ?? ""}`}>
					<IconAlertTriangle size={18} aria-hidden />
					<span>{problemWords({ code })}</span>
				</p>
			))}
			<InUse view={view} />
		</section>
	);
}

// Opt-outs stay each office's own, but nobody should have to say STOP twice.
function StopThere({ name, digits }: { name: string; digits: string }) {
	const t = useWords("hq");
	return (
		<div className={classes.banner} role="status">
			<IconAlertTriangle size={18} aria-hidden />
			<div>
				<p className={classes.way}>{t("stops.banner")}</p>
				<StopHere digits={digits} name={name} />
			</div>
		</div>
	);
}

// Who holds the number, and how it becomes free: the pages' troubleshooting note 1.
function InUse({ view }: { view: CaseView }) {
	const t = useWords("phone-numbers");
	const words = useWords("contacts");
	const holder = view.number.inUseBy;
	if (!holder) return null;
	const name = isolated(holder.name);
	const isHere = holder.project === view.project;
	if (!isInUse(view)) return <p className={classes.plain}>{t("inUse.shared", { name })}</p>;
	const kind = holder.kind === "case" ? "inUse.holderCase" : "inUse.holderWorker";
	return (
		<div className={classes.banner} role="status">
			<IconAlertTriangle size={18} aria-hidden />
			<div>
				<strong>{t("state.in-use")}</strong>
				<p className={classes.way}>
					{isHere ? t(kind, { name }) : t("inUse.holderElsewhere", { name, project: isolated(holder.project) })}
				</p>
				{isHere && holder.kind === "case" && (
					<Anchor renderRoot={(props) => <Link to="/contacts/$id" params={{ id: holder.id }} {...props} />}>
						{words("case.openHolder", { name })}
					</Anchor>
				)}
			</div>
		</div>
	);
}
