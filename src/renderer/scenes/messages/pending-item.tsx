import type { ReactNode } from "react";
import type { MessageView } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { UserText } from "../../components/user-text.tsx";
import { useWords } from "../../words.ts";
import { ContactName } from "./contact-name.tsx";
import classes from "./pending.module.css";

/** A text that waits for a person's decision: to whom, what, and under it what is known and what can be done. */
export function PendingItem({ message, children }: { message: MessageView; children: ReactNode }) {
	const t = useWords("messaging");
	return (
		<li className={classes.item}>
			<div className={classes.who}>
				<ContactName message={message} />
				{message.to && <PhoneText digits={message.to.replace(/^\+/, "")} />}
			</div>
			<p className={classes.text} dir="auto">
				<UserText text={message.text ?? t("conversation.unreadable")} />
			</p>
			{children}
		</li>
	);
}
