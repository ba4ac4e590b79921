import { Checkbox, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useAsk } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { ConversationItem } from "./conversation-item.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import classes from "./messages.module.css";

/** Conversations asked for; who wrote longest ago is found by the search of contacts. */
const mostConversations = 200;

/** Who wrote, newest first, and the open conversation beside it. */
export function Inbox({ open, onOpen }: { open: string | null; onOpen(digits: string | null): void }) {
	const t = useWords("messaging");
	const [unreadOnly, setUnreadOnly] = useState(false);
	const list = useAsk("messages.conversations", { unreadOnly, limit: mostConversations }, { keepPrevious: true });
	const rows = list.data ?? [];
	const unread = rows.reduce((sum, row) => sum + row.unread, 0);
	return (
		<div className={classes.inbox} data-open={open !== null}>
			<section className={classes.people} aria-label={t("inbox.label")}>
				<Checkbox
					mb={8}
					label={t("inbox.unreadOnly")}
					checked={unreadOnly}
					onChange={(event) => setUnreadOnly(event.currentTarget.checked)}
				/>
				<VisuallyHidden role="status">{unread > 0 && t("inbox.announce", { count: unread })}</VisuallyHidden>
				{list.problem && <Text role="alert">{problemWords(list.problem)}</Text>}
				{list.data && rows.length === 0 && (
					<Text className={classes.empty}>{t(unreadOnly ? "inbox.emptyUnread" : "inbox.empty")}</Text>
				)}
				<ul className={classes.list}>
					{rows.map((row) => (
						<li key={row.digits}>
							<ConversationItem row={row} isOpen={row.digits === open} onOpen={() => onOpen(row.digits)} />
						</li>
					))}
				</ul>
			</section>
			{open === null ? (
				<div className={classes.pane}>
					{rows.length > 0 && <Text className={classes.empty}>{t("inbox.choose")}</Text>}
				</div>
			) : (
				<ConversationPane
					key={open}
					digits={open}
					known={rows.find((row) => row.digits === open) ?? null}
					onClose={() => onOpen(null)}
				/>
			)}
		</div>
	);
}
