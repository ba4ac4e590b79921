import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { isolated } from "../../components/isolated.ts";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { actionWords } from "../audit/action-words.ts";
import classes from "./case.module.css";

/** Lines shown at first, and more with each press. */
const step = 10;

/** What was done to this case, for supervisors: newest first. */
export function CaseAudit({ id }: { id: string }) {
	const t = useWords("contacts");
	const audit = useWords("audit");
	const [limit, setLimit] = useState(step);
	const lines = useAsk("audit.list", { subjectId: id, limit }, { keepPrevious: true });
	return (
		<section aria-label={t("audit.title")}>
			<Title order={2} mb={4}>
				{t("audit.title")}
			</Title>
			{lines.problem && <Text role="alert">{problemWords(lines.problem)}</Text>}
			{lines.data?.lines.length === 0 && <Text size="sm">{t("audit.empty")}</Text>}
			<ol className={classes.list}>
				{lines.data?.lines.map((line) => (
					<li key={line.seq}>
						<strong>{actionWords(audit, line.action)}</strong> · <When at={line.at} /> ·{" "}
						{line.staff ? t("audit.by", { name: isolated(line.staff) }) : t("audit.bySystem")}
					</li>
				))}
			</ol>
			{lines.data?.more && (
				<Button size="compact-sm" variant="subtle" onClick={() => setLimit(Math.min(500, limit + step * 2))}>
					{t("audit.more")}
				</Button>
			)}
		</section>
	);
}
