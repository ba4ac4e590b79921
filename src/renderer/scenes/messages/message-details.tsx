import { CloseButton, Group, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import type { MessageView } from "../../../core/api/index.ts";
import { MessageActs } from "../../components/message-acts.tsx";
import { MessageStateChip } from "../../components/message-state.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import { When } from "../../components/when.tsx";
import { problemWords, useWords } from "../../words.ts";
import { otherNumber } from "./log-columns.tsx";
import classes from "./messages.module.css";

/** One text of the log in full: the reason of a failure in words, and what can still be done. Escape closes. */
export function MessageDetails({ message, onClose }: { message: MessageView; onClose(): void }) {
	const t = useWords("messaging");
	const box = useRef<HTMLElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another text, another reading
	useEffect(() => box.current?.focus(), [message.id]);
	const number = otherNumber(message);
	return (
		<aside
			ref={box}
			className={classes.details}
			tabIndex={-1}
			aria-label={t("log.details")}
			onKeyDown={(event) => event.key === "Escape" && onClose()}
		>
			<Group justify="space-between" wrap="nowrap">
				<Title order={2} lineClamp={2}>
					{message.contact?.kind === "case" ? (
						<Link to="/contacts/$id" params={{ id: message.contact.id }}>
							<bdi>{message.contact.name}</bdi>
						</Link>
					) : (
						<bdi>{message.contact?.name ?? t("inbox.unknown")}</bdi>
					)}
				</Title>
				<CloseButton aria-label={t("log.closeDetails")} onClick={onClose} />
			</Group>
			<p className={classes.whole} dir="auto">
				<bdi>{message.text ?? t("conversation.unreadable")}</bdi>
			</p>
			<MessageStateChip state={message.state} />
			{message.problem && message.problem !== "MESSAGE_UNKNOWN" && <p>{problemWords({ code: message.problem })}</p>}
			<MessageActs message={message} />
			<dl className={classes.facts}>
				{number && (
					<Fact name={t("log.number")}>
						<PhoneText digits={number.replace(/^\+/, "")} />
					</Fact>
				)}
				<Fact name={t(message.direction === "in" ? "log.received" : "log.created")}>
					<When at={message.createdAt} />
				</Fact>
				{message.sentAt && (
					<Fact name={t("log.sentAt")}>
						<When at={message.sentAt} />
					</Fact>
				)}
				{message.deliveredAt && (
					<Fact name={t("log.deliveredAt")}>
						<When at={message.deliveredAt} />
					</Fact>
				)}
				{message.gateway && (
					<Fact name={t("log.gateway")}>
						<bdi>{message.gateway}</bdi>
					</Fact>
				)}
			</dl>
		</aside>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</>
	);
}
