import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseView, PossibleDuplicate, Problem } from "../../../core/api/index.ts";
import { BackLink } from "../../components/back-link.tsx";
import { isolated } from "../../components/isolated.ts";
import { NumberStateChip } from "../../components/number-state.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./duplicates.module.css";

/** Contacts that may be one person registered twice, side by side, and merges that can be taken back. */
export function DuplicatesScene() {
	const t = useWords("duplicates");
	const pairs = useAsk("duplicates.list", {});
	return (
		<>
			<BackLink to="/contacts">{t("back")}</BackLink>
			<SceneHead title={t("title")} under={t("under")} />
			<Stack gap="xl" maw={900}>
				<Trouble problem={pairs.problem} again={pairs.refetch} />
				{pairs.data?.length === 0 && <Text role="status">{t("none")}</Text>}
				{pairs.data?.map((pair) => (
					<Pair key={pair.id} pair={pair} />
				))}
				<Merges />
			</Stack>
		</>
	);
}

function Pair({ pair }: { pair: PossibleDuplicate }) {
	const t = useWords("duplicates");
	const may = useMay();
	const merge = useDo("duplicates.merge");
	const notSame = useDo("duplicates.notSame");
	const [problem, setProblem] = useState<Problem | null>(null);
	const isBusy = merge.busy || notSame.busy;
	const keep = async (kept: CaseView, dropped: CaseView) => {
		const answer = await merge.run({ keep: kept.id, drop: dropped.id });
		setProblem(answer.ok ? null : answer.problem);
	};
	const apart = async () => {
		const answer = await notSame.run({ id: pair.id });
		setProblem(answer.ok ? null : answer.problem);
	};
	const both = [pair.one, pair.other] as const;
	return (
		<section className={classes.card} aria-label={t("pair", { name: isolated(pair.one.name) })}>
			<Text size="sm">{t(`why.${pair.why}`)}</Text>
			<div className={classes.scroll}>
				<Table fz={13}>
					<Table.Thead>
						<Table.Tr>
							<Table.Td />
							{both.map((one, at) => (
								<Table.Th key={one.id}>
									<Link to="/contacts/$id" params={{ id: one.id }}>
										<UserText text={one.name} />
									</Link>
									<Text size="xs" c="dimmed">
										{t(at === 0 ? "older" : "newer")} · <When at={one.openedAt} quiet />
									</Text>
								</Table.Th>
							))}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						<Table.Tr>
							<Table.Th scope="row">{t("number")}</Table.Th>
							{both.map((one) => (
								<Table.Td key={one.id}>
									<NumberStateChip state={one.number.state} inUse={one.number.inUseBy !== null} />
								</Table.Td>
							))}
						</Table.Tr>
						{pair.differs.map((name) => (
							<Table.Tr key={name}>
								<Table.Th scope="row">
									<bdi>{fieldName(name, t)}</bdi>
								</Table.Th>
								{both.map((one) => (
									<Table.Td key={one.id}>
										<UserText text={shownValue(one, name)} />
									</Table.Td>
								))}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</div>
			<Trouble problem={problem} />
			<Group gap="sm">
				{may.supervise && (
					<>
						<Button variant="default" disabled={isBusy} onClick={() => void keep(pair.one, pair.other)}>
							{t("keepOlder")}
						</Button>
						<Button variant="default" disabled={isBusy} onClick={() => void keep(pair.other, pair.one)}>
							{t("keepNewer")}
						</Button>
					</>
				)}
				<Button variant="default" disabled={isBusy} onClick={() => void apart()}>
					{t("notSame")}
				</Button>
			</Group>
		</section>
	);
}

const ownFields = ["name", "type", "owner", "externalId"] as const;

function fieldName(name: string, t: ReturnType<typeof useWords<"duplicates">>): string {
	const own = ownFields.find((one) => one === name);
	return own ? t(`field.${own}`) : name;
}

function shownValue(view: CaseView, name: string): string {
	const own = ownFields.find((one) => one === name);
	return own ? (view[own] ?? "") : (view.properties[name] ?? "");
}

function Merges() {
	const t = useWords("duplicates");
	const may = useMay();
	const merges = useAsk("duplicates.merges", { limit: 20 }).data;
	const unmerge = useDo("duplicates.unmerge");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [kept, setKept] = useState<string[]>([]);
	if (!merges || merges.length === 0) return null;
	return (
		<section aria-label={t("merges")}>
			<h2>{t("merges")}</h2>
			<ul className={classes.merges}>
				{merges.map((merge) => (
					<li key={merge.id}>
						<Link to="/contacts/$id" params={{ id: merge.keep.id }}>
							<bdi>{merge.keep.name}</bdi>
						</Link>{" "}
						← <bdi>{merge.drop.name}</bdi> · <When at={merge.at} />{" "}
						{merge.undoneAt
							? t("undone")
							: may.supervise && (
									<Button
										size="compact-sm"
										variant="default"
										aria-label={t("undoOf", { name: isolated(merge.keep.name) })}
										disabled={unmerge.busy}
										onClick={async () => {
											const answer = await unmerge.run({ id: merge.id });
											setProblem(answer.ok ? null : answer.problem);
											setKept(answer.ok ? answer.value.kept : []);
										}}
									>
										{t("undo")}
									</Button>
								)}
					</li>
				))}
			</ul>
			<Trouble problem={problem} />
			{kept.length > 0 && <Text role="status">{t("kept", { fields: kept.join(", ") })}</Text>}
		</section>
	);
}
