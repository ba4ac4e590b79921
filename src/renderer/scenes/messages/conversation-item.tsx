import { VisuallyHidden } from "@mantine/core";
import type { ConversationRow } from "../../../core/api/index.ts";
import { OptedOutChip } from "../../components/consent-chip.tsx";
import { isolated } from "../../components/isolated.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import classes from "./messages.module.css";

/** Letters of the newest text in the list; the line is cut by its width long before. */
const previewLetters = 160;

/** One person of the inbox: name first, then the newest text; unread in bold and in words. */
export function ConversationItem({ row, isOpen, onOpen }: { row: ConversationRow; isOpen: boolean; onOpen(): void }) {
	const t = useWords("messaging");
	const isUnread = row.unread > 0;
	const last = (row.lastText ?? t("conversation.unreadable")).slice(0, previewLetters);
	const preview = row.lastDirection === "out" ? t("inbox.you", { text: isolated(last) }) : last;
	return (
		<button type="button" className={classes.person} aria-current={isOpen} onClick={onOpen}>
			<span className={isUnread ? classes.unread : undefined}>
				{row.contact ? <UserText text={row.contact.name} clip /> : <PhoneText digits={row.digits} />}
			</span>
			<span className={classes.dim}>
				<When at={row.lastAt} quiet />
			</span>
			<span className={isUnread ? classes.unread : classes.dim}>
				<UserText text={preview} clip />
			</span>
			{isUnread ? (
				<span className={classes.badge}>
					<span aria-hidden>{row.unread}</span>
					<VisuallyHidden>{t("inbox.unread", { count: row.unread })}</VisuallyHidden>
				</span>
			) : (
				<span />
			)}
			{!row.contact && <span className={classes.dim}>{t("inbox.unknown")}</span>}
			{row.optedOut && (
				<span>
					<OptedOutChip />
				</span>
			)}
		</button>
	);
}
