import { Text } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { MessageView } from "../../core/api/index.ts";
import { useAsk, useDo } from "../core-client.tsx";
import { problemWords, useWords } from "../words.ts";
import classes from "./conversation.module.css";
import { isolated } from "./isolated.ts";
import { MessageBubble } from "./message-bubble.tsx";

/** All texts with one number, oldest first, kept at the newest. What is on the screen counts as read. */
export function Conversation({ digits, name }: { digits: string; name: string }) {
	const t = useWords("messaging");
	const texts = useAsk("messages.conversation", { digits });
	const frame = useRef<HTMLElement>(null);
	const newest = texts.data?.at(-1)?.id;
	useMarkRead(digits, texts.data);
	// biome-ignore lint/correctness/useExhaustiveDependencies: to the foot whenever a text is added
	useLayoutEffect(() => {
		if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
	}, [newest, digits]);

	return (
		<section
			ref={frame}
			className={classes.frame}
			aria-label={t("conversation.label", { name: isolated(name) })}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard
			tabIndex={0}
		>
			{texts.problem && <Text role="alert">{problemWords(texts.problem)}</Text>}
			{texts.data?.length === 0 && (
				<Text c="dimmed" size="sm">
					{t("conversation.empty")}
				</Text>
			)}
			<ol className={classes.list} aria-live="polite" aria-relevant="additions">
				{texts.data?.map((message) => (
					<MessageBubble key={message.id} message={message} name={name} />
				))}
			</ol>
		</section>
	);
}

// A window in the background is not read by anybody.
function useMarkRead(digits: string, texts: MessageView[] | undefined): void {
	const { run } = useDo("messages.markRead");
	const unread = texts?.findLast((text) => text.direction === "in" && !text.read)?.id;
	useEffect(() => {
		if (!unread) return;
		const mark = () => {
			if (document.visibilityState === "visible") void run({ digits });
		};
		const timer = setTimeout(mark, 400);
		document.addEventListener("visibilitychange", mark);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", mark);
		};
	}, [unread, digits, run]);
}
