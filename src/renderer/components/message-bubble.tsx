import { VisuallyHidden } from "@mantine/core";
import type { MessageView } from "../../core/api/index.ts";
import { problemWords, useWords } from "../words.ts";
import classes from "./conversation.module.css";
import { isolated } from "./isolated.ts";
import { MessageActs } from "./message-acts.tsx";
import { MessageStateChip } from "./message-state.tsx";
import { ReviewActs } from "./review-acts.tsx";
import { When } from "./when.tsx";

/** Steps that changed something staff should see beside the text. */
const noted = ["opt-out", "opt-in", "review"] as const;

/** One text of a conversation: who, what, when, and what became of it with the reason in words. */
export function MessageBubble({ message, name }: { message: MessageView; name: string }) {
	const t = useWords("messaging");
	const isOurs = message.direction === "out";
	const isUnread = !isOurs && !message.read;
	const note = noted.find((one) => one === message.claimedBy && (one !== "review" || message.awaitsReview));
	const looks = [classes.text, isOurs ? classes.ours : "", isUnread ? classes.unread : ""].join(" ");
	return (
		<li className={looks}>
			<VisuallyHidden>
				{isOurs ? t("conversation.us") : t("conversation.from", { name: isolated(name) })}
				{isUnread && `, ${t("conversation.unread")}`}
			</VisuallyHidden>
			<p className={classes.body} dir="auto">
				<bdi>{message.text ?? t("conversation.unreadable")}</bdi>
			</p>
			<div className={classes.foot}>
				<When at={message.createdAt} />
				{(isOurs || message.state === "needs-attention") && <MessageStateChip state={message.state} />}
				{message.parts > 1 && <span>{t("conversation.parts", { count: message.parts })}</span>}
			</div>
			{message.problem && message.problem !== "MESSAGE_UNKNOWN" && (
				<p className={classes.reason}>{problemWords({ code: message.problem })}</p>
			)}
			{note && <p className={classes.reason}>{t(`conversation.handledBy.${note}`)}</p>}
			<ReviewActs message={message} />
			<MessageActs message={message} />
		</li>
	);
}
