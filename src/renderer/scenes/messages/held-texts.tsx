import { Button, Group, Text } from "@mantine/core";
import { useRef, useState } from "react";
import type { MessageView, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./pending.module.css";
import { PendingItem } from "./pending-item.tsx";

/** Texts that a guard holds back. A supervisor lets each go, or somebody takes it back. */
export function HeldTexts() {
	const t = useWords("messaging");
	// What is settled goes from the list; the focus stays with it.
	const place = useRef<HTMLUListElement>(null);
	const may = useMay();
	const list = useAsk("messages.held", {});
	return (
		<>
			{list.data && list.data.length > 0 && (
				<Text maw={720} mb="md">
					{t("held.words")} {!may.supervise && t("held.supervisorsOnly")}
				</Text>
			)}
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data?.length === 0 && (
				<Text c="dimmed" role="status">
					{t("held.empty")}
				</Text>
			)}
			<ul className={classes.list} aria-label={t("tabs.held")} ref={place} tabIndex={-1}>
				{list.data?.map((message) => (
					<PendingItem key={message.id} message={message}>
						<Held message={message} onDone={() => place.current?.focus()} />
					</PendingItem>
				))}
			</ul>
		</>
	);
}

function Held({ message, onDone }: { message: MessageView; onDone(): void }) {
	const t = useWords("messaging");
	const may = useMay();
	const release = useDo("messages.release");
	const cancel = useDo("messages.cancel");
	const [problem, setProblem] = useState<Problem | null>(null);
	const { id } = message;
	const after = (answer: { ok: true } | { ok: false; problem: Problem }) => {
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) onDone();
	};
	const isBusy = release.busy || cancel.busy;
	return (
		<>
			{message.problem && <Text size="sm">{problemWords({ code: message.problem })}</Text>}
			<Text size="sm" c="dimmed">
				<When at={message.createdAt} />
			</Text>
			<Trouble problem={problem} />
			{may.people && (
				<Group gap="sm">
					{may.supervise && (
						<Button variant="default" disabled={isBusy} onClick={async () => after(await release.run({ id }))}>
							{t("held.release")}
						</Button>
					)}
					<Button variant="default" disabled={isBusy} onClick={async () => after(await cancel.run({ id }))}>
						{t("held.cancel")}
					</Button>
				</Group>
			)}
		</>
	);
}
