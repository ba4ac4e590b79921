import { Button, Textarea, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { Problem } from "../../core/api/index.ts";
import { useAsk, useDo } from "../core-client.tsx";
import { problemWords, useWords } from "../words.ts";
import classes from "./conversation.module.css";
import { isolated } from "./isolated.ts";
import { CostCount, CostlyLetters } from "./text-cost.tsx";
import { useDraft } from "./use-draft.ts";

const draftShape = z.string();

/** Once heard, the news is old: the bubble itself says how the text fares. */
const newsMs = 5000;

/** Why the box stays closed, told before anything was tried. */
const closedFor = [
	"NO_OPT_IN_CONSENT",
	"PHONE_NUMBER_OPTED_OUT",
	"HELD_FOR_REVIEW",
	"CONTACT_IS_INACTIVE",
	"NO_PHONE_NUMBER",
] as const;

/**
 * Writes a text to one contact. `refusal`: the code why they may not be texted now; the box stays closed and says so, in the words of `why` where there are any. A half-written text
 * is kept. After a refusal it stays in the box, with the reason.
 */
export function Composer(props: { to: string; name: string; refusal: string | null; why?: string; boxId?: string }) {
	const t = useWords("messaging");
	const [text, setText] = useState("");
	const [refused, setRefused] = useState<Problem | null>(null);
	const [isQueued, setQueued] = useState(false);
	// The same text tried again after a broken line is the same text, not a second one.
	const key = useRef(crypto.randomUUID());
	const send = useDo("messages.send");
	const draft = useDraft(`text:${props.to}`.slice(0, 120), draftShape);
	const [asked] = useDebouncedValue(text, 120);
	const cost = useAsk("messages.cost", { text: asked }, { enabled: asked !== "", keepPrevious: true });
	const found = draft.found?.value;
	useEffect(() => {
		if (!isQueued) return;
		const timer = setTimeout(() => setQueued(false), newsMs);
		return () => clearTimeout(timer);
	}, [isQueued]);
	useEffect(() => {
		if (found) setText((typed) => typed || found);
	}, [found]);

	const write = (typed: string) => {
		setText(typed);
		setRefused(null);
		setQueued(false);
		key.current = crypto.randomUUID();
		if (typed === "") draft.drop();
		else draft.keep(typed);
	};
	const sendNow = async () => {
		if (props.refusal || send.busy || text.trim() === "") return;
		const answer = await send.run({ to: props.to, text, clientKey: key.current });
		if (answer.ok) key.current = crypto.randomUUID();
		const problem = problemOf(answer);
		setRefused(problem);
		if (problem) return;
		setText("");
		setQueued(true);
		draft.drop();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		void sendNow();
	};
	const closed = closedFor.find((code) => code === props.refusal);
	const said = closed ? t(`composer.closed.${closed}`) : props.refusal ? problemWords({ code: props.refusal }) : null;
	const reason = props.refusal ? (props.why ?? said) : null;
	return (
		<form
			className={classes.composer}
			onSubmit={(event) => {
				event.preventDefault();
				void sendNow();
			}}
		>
			<Textarea
				id={props.boxId}
				aria-label={t("composer.label", { name: isolated(props.name) })}
				aria-keyshortcuts="Control+Enter"
				placeholder={t("composer.placeholder")}
				autosize
				minRows={2}
				maxRows={8}
				maxLength={20_000}
				dir="auto"
				value={text}
				disabled={reason !== null}
				onChange={(event) => write(event.currentTarget.value)}
				onKeyDown={onKeyDown}
			/>
			{reason && <Notice words={reason} />}
			{refused && <Notice words={problemWords(refused)} isAlert />}
			{text !== "" && cost.data && <CostlyLetters cost={cost.data} onPlainer={write} />}
			<div className={classes.line}>
				<span className={classes.count}>
					{text !== "" && cost.data && <CostCount cost={cost.data} />}
					<VisuallyHidden role="status">{isQueued && t("composer.queued")}</VisuallyHidden>
				</span>
				<Button
					type="submit"
					title={t("composer.sendKeys")}
					leftSection={<IconSend size={16} aria-hidden />}
					disabled={reason !== null || text.trim() === ""}
					loading={send.busy}
				>
					{t("composer.send")}
				</Button>
			</div>
		</form>
	);
}

function Notice({ words, isAlert }: { words: string; isAlert?: boolean }) {
	return (
		<p className={`${classes.notice} ${classes.bad ?? ""}`} role={isAlert ? "alert" : undefined}>
			<IconAlertTriangle size={16} aria-hidden />
			<span>{words}</span>
		</p>
	);
}

// A refusal at the gate is kept in the log as a failed text; to the writer both are the same.
function problemOf(answer: Awaited<ReturnType<ReturnType<typeof useDo<"messages.send">>["run"]>>): Problem | null {
	if (!answer.ok) return answer.problem;
	return answer.value.state === "failed" ? { code: answer.value.problem ?? "bug" } : null;
}
