import { Text, Title } from "@mantine/core";
import type { ConsentEvent } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { locale, problemWords, useWords } from "../../words.ts";
import classes from "./case.module.css";

/** Every answer on record, newest first: what, when, how, by whom, and with which wording. */
export function ConsentHistory({ caseId }: { caseId: string }) {
	const t = useWords("consent");
	const history = useAsk("consent.history", { caseId });
	if (history.problem) return <Text role="alert">{problemWords(history.problem)}</Text>;
	if (!history.data || history.data.length === 0) return null;
	return (
		<>
			<Title order={3} mt={12} mb={4}>
				{t("history.title")}
			</Title>
			<ol className={classes.list}>
				{history.data.map((event) => (
					<li key={event.id}>
						<Answer event={event} />
					</li>
				))}
			</ol>
		</>
	);
}

function Answer({ event }: { event: ConsentEvent }) {
	const t = useWords("consent");
	const by = event.by
		? t("history.by", { name: isolated(event.by) })
		: event.channel === "sms"
			? t("history.bySms")
			: null;
	const withWitness = event.kind === "withdrawn" ? "history.note" : "history.witness";
	return (
		<>
			<strong>{t(`history.${event.kind}`)}</strong> · {t(event.channel)}
			{event.how && ` · ${t(event.how)}`} · <When at={event.at} />
			{by && ` · ${by}`}
			{event.witness && <div>{t(withWitness, { name: isolated(event.witness), note: isolated(event.witness) })}</div>}
			{event.source && <div>{t("history.source", { source: isolated(event.source) })}</div>}
			{event.statement && (
				<details>
					<summary>
						{t("history.wording", {
							language: languageNamed(event.statement.language, locale()),
							version: event.statement.version,
						})}
					</summary>
					<blockquote lang={event.statement.language} dir="auto">
						{event.statement.text}
					</blockquote>
				</details>
			)}
		</>
	);
}
