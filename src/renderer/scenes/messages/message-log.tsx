import { Text } from "@mantine/core";
import { useRef, useState } from "react";
import { FilterChips } from "../../components/filter-chips.tsx";
import { messageStates } from "../../components/message-state.tsx";
import { RowTable } from "../../components/row-table.tsx";
import { problemWords, useWords } from "../../words.ts";
import { logColumns } from "./log-columns.tsx";
import { LogNotes } from "./log-notes.tsx";
import { MessageDetails } from "./message-details.tsx";
import classes from "./messages.module.css";
import { useMessages } from "./use-messages.ts";

type Direction = "" | "in" | "out";

/** Every text in and out, also those that could not leave. A row opens beside the table with its reason and what can be done. */
export function MessageLog({ state, onState }: { state: string; onState(state: string): void }) {
	const t = useWords("messaging");
	const [direction, setDirection] = useState<Direction>("");
	const place = useRef<HTMLDivElement>(null);
	const [openId, setOpenId] = useState<string | null>(null);
	const log = useMessages({ direction: direction || undefined, state: state || undefined });
	const open = log.rows?.find((row) => row.id === openId) ?? null;
	const close = () => {
		place.current?.querySelector<HTMLElement>("[data-active=true]")?.focus();
		setOpenId(null);
	};
	const clear = () => {
		setDirection("");
		onState("");
	};
	const isFiltered = direction !== "" || state !== "";
	return (
		<>
			<FilterChips
				label={t("log.filter")}
				clearLabel={t("log.clear")}
				chips={[
					{
						key: "direction",
						label: t("log.direction"),
						value: direction,
						options: [
							{ value: "", word: t("log.anyDirection") },
							{ value: "in", word: t("log.in") },
							{ value: "out", word: t("log.out") },
						],
					},
					{
						key: "state",
						label: t("log.state"),
						value: state,
						options: [
							{ value: "", word: t("log.anyState") },
							...messageStates.map((one) => ({ value: one, word: t(`state.${one}`) })),
						],
					},
				]}
				onChange={(key, value) => (key === "state" ? onState(value) : setDirection(value as Direction))}
				onClear={isFiltered ? clear : undefined}
			/>
			<LogNotes onState={onState} state={state} />
			{log.problem && <Text role="alert">{problemWords(log.problem)}</Text>}
			{log.rows?.length === 0 && !log.isOld && (
				<Text className={classes.empty} role="status">
					{t(isFiltered ? "log.emptyFilter" : "log.empty")}
				</Text>
			)}
			{log.rows && log.rows.length > 0 && (
				<div className={classes.log} ref={place}>
					<div className={classes.table}>
						<RowTable
							label={t("log.label")}
							columns={logColumns(t)}
							rows={log.rows}
							rowId={(row) => row.id}
							activeId={openId}
							more={log.more}
							busy={log.busy}
							onNearEnd={log.askMore}
							onOpen={(row) => setOpenId(row.id)}
						/>
					</div>
					{open && <MessageDetails message={open} onClose={close} />}
				</div>
			)}
		</>
	);
}
