import { Button, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportBatch, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useNextInList } from "../../components/use-next-in-list.ts";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { draftForm, useImportDraft } from "./import-draft.ts";
import classes from "./imports.module.css";

/** What was begun and not brought to an end: a sheet that is being set up, one that was checked, one that was stopped. */
export function UnfinishedImports({ batches }: { batches: readonly ImportBatch[] }) {
	const t = useWords("imports");
	const draft = useImportDraft();
	const [dropped, setDropped] = useState(false);
	const open = batches.filter(({ state }) => state === "checked" || state === "stopped" || state === "applying");
	const setUp = dropped ? null : draft.found;
	// What was checked already is in the list by itself.
	const isSetUp = setUp !== null && !batches.some(({ id }) => id === setUp.value.batch);
	const { list, dealtWith } = useNextInList<HTMLElement>([
		...(isSetUp ? [draftForm] : []),
		...open.map(({ id }) => id),
	]);
	if (open.length === 0 && !isSetUp) return null;
	return (
		<section ref={list} tabIndex={-1} aria-labelledby="unfinished" className={classes.part}>
			<Title order={2} id="unfinished">
				{t("unfinished.title")}
			</Title>
			<ul className={classes.cards}>
				{isSetUp && (
					<li className={classes.card} data-part tabIndex={-1}>
						<Text fw={600}>
							<UserText text={setUp.value.fileName} />
						</Text>
						<Text size="sm">
							{t("unfinished.setUp")} · <When at={setUp.savedAt} />
						</Text>
						<div className={classes.acts}>
							<Button size="compact-sm" renderRoot={(props) => <Link to="/imports/new" {...props} />}>
								{t("unfinished.continue")}
							</Button>
							<Button
								size="compact-sm"
								variant="default"
								onClick={() => {
									draft.drop();
									setDropped(true);
									dealtWith(draftForm);
								}}
							>
								{t("unfinished.drop")}
							</Button>
						</div>
					</li>
				)}
				{open.map((batch) => (
					<Unfinished key={batch.id} batch={batch} onDropped={() => dealtWith(batch.id)} />
				))}
			</ul>
		</section>
	);
}

function Unfinished({ batch, onDropped }: { batch: ImportBatch; onDropped(): void }) {
	const t = useWords("imports");
	const discard = useDo("imports.discard");
	const [problem, setProblem] = useState<Problem | null>(null);
	const drop = async () => {
		const answer = await discard.run({ batch: batch.id });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) onDropped();
	};
	const written = batch.written.new + batch.written.updated;
	return (
		<li className={classes.card} data-part tabIndex={-1}>
			<Text fw={600}>
				<UserText text={batch.fileName} />
			</Text>
			<Text size="sm">
				{batch.state === "checked"
					? t("unfinished.checked", { count: batch.rows })
					: t("unfinished.stopped", { written, count: batch.rows })}{" "}
				· <When at={batch.endedAt ?? batch.createdAt} />
			</Text>
			<Trouble problem={problem} />
			<div className={classes.acts}>
				<Button
					size="compact-sm"
					renderRoot={(props) => <Link to="/imports/$id" params={{ id: batch.id }} {...props} />}
				>
					{t("unfinished.continue")}
				</Button>
				{batch.state === "checked" && (
					<Button size="compact-sm" variant="default" loading={discard.busy} onClick={() => void drop()}>
						{t("unfinished.drop")}
					</Button>
				)}
			</div>
		</li>
	);
}
