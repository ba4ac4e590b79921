import { Button, Text } from "@mantine/core";
import { useRef, useState } from "react";
import type { Problem, UnknownText } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { exactly } from "../../time-words.ts";
import { problemWords, useLocale, useWords } from "../../words.ts";
import classes from "./pending.module.css";
import { PendingItem } from "./pending-item.tsx";

const ways = [
	{ as: "was-sent", name: "wasSent" },
	{ as: "send-again", name: "sendAgain" },
] as const;

/** Texts of which nobody can say whether they left. A person settles each; until then none is sent again. */
export function UnclearTexts() {
	const t = useWords("messaging");
	// What is settled goes from the list; the focus stays with it.
	const place = useRef<HTMLUListElement>(null);
	const list = useAsk("messages.unknown", {});
	return (
		<>
			{list.data && list.data.length > 0 && (
				<Text maw={720} mb="md">
					{t("unclear.words")}
				</Text>
			)}
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data?.length === 0 && (
				<Text c="dimmed" role="status">
					{t("unclear.empty")}
				</Text>
			)}
			<ul className={classes.list} aria-label={t("tabs.unclear")} ref={place} tabIndex={-1}>
				{list.data?.map((text) => (
					<PendingItem key={text.message.id} message={text.message}>
						<Known text={text} />
						<Ways text={text} onDone={() => place.current?.focus()} />
					</PendingItem>
				))}
			</ul>
		</>
	);
}

/** The facts that a person needs to judge it. */
function Known({ text }: { text: UnknownText }) {
	const t = useWords("messaging");
	const language = useLocale();
	const numbers = new Intl.ListFormat(language, { type: "conjunction" });
	const { message } = text;
	const facts = [
		problemWords({ code: text.problem }),
		t("unclear.written", { when: exactly(message.createdAt, language) }),
		text.typedAt &&
			t("unclear.typed", { when: exactly(text.typedAt, language), gateway: isolated(message.gateway ?? "") }),
		text.sim && t("unclear.sim", { digits: isolated(text.sim) }),
		message.parts > 1 &&
			t("unclear.parts", {
				unclear: numbers.format(text.unknownParts.map(String)),
				all: message.parts,
			}),
		text.wasRepeated && t("unclear.repeated"),
		text.mayReport && t("unclear.mayReport"),
	];
	return <ul className={classes.known}>{facts.map((fact) => fact && <li key={fact}>{fact}</li>)}</ul>;
}

function Ways({ text: { message }, onDone }: { text: UnknownText; onDone(): void }) {
	const t = useWords("messaging");
	const may = useMay();
	const settle = useDo("messages.settle");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!may.people) return null;
	const go = async (as: (typeof ways)[number]["as"]) => {
		const answer = await settle.run({ id: message.id, as });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) onDone();
	};
	return (
		<>
			<Trouble problem={problem} />
			<div className={classes.ways}>
				{ways.map(({ as, name }) => (
					<div key={as} className={classes.way}>
						<Button variant="default" disabled={settle.busy} onClick={() => void go(as)}>
							{t(`conversation.${name}`)}
						</Button>
						<p>{t(`unclear.${name}Means`)}</p>
					</div>
				))}
			</div>
		</>
	);
}
