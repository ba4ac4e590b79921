import { ActionIcon, Autocomplete, Text, Textarea } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import type { Problem } from "../../core/api/index.ts";
import { Trouble } from "../components/trouble.tsx";
import { useAsk, useDo } from "../core-client.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";
import { PracticeConversation } from "./practice-conversation.tsx";

/** The phone at the other end: be somebody's number, read what the office sent and answer it. */
export function PracticePhone() {
	const t = useWords("shell");
	const phones = useAsk("practice.phones", {});
	const send = useDo("practice.text");
	const [typedNumber, setNumber] = useState<string | null>(null);
	const [text, setText] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isNumberMissed, setNumberMissed] = useState(false);
	const number = typedNumber ?? phones.data?.[0]?.digits ?? "";
	const digits = number.normalize("NFKD").replace(/\D/g, "");
	const mayBe = /^\d{3,15}$/.test(digits);
	const go = async () => {
		setNumberMissed(!mayBe);
		if (!mayBe || text.trim() === "" || send.busy) return;
		const answer = await send.run({ from: digits, text });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) setText("");
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
		event.preventDefault();
		void go();
	};
	return (
		<section className={classes.phone} aria-label={t("practice.phone")}>
			<Text fw={600} ta="center" className={classes.name}>
				{t("practice.phone")}
			</Text>
			<Autocomplete
				label={t("practice.number")}
				description={t("practice.numberHint")}
				size="xs"
				inputMode="tel"
				classNames={{ input: classes.number ?? "" }}
				value={number}
				data={phones.data?.map((phone) => phone.digits) ?? []}
				filter={({ options }) => options}
				limit={20}
				maxLength={20}
				// An answer that comes late must not change a number under the fingers of who types one.
				onFocus={() => setNumber(number)}
				onChange={(typed) => {
					setNumber(typed);
					setNumberMissed(false);
				}}
			/>
			<PracticeConversation digits={mayBe ? digits : null} />
			<Trouble problem={problem} />
			{isNumberMissed && (
				<Text role="alert" size="sm" c="var(--mantine-color-error)">
					{t("practice.numberFirst")}
				</Text>
			)}
			<div className={classes.write}>
				<Textarea
					aria-label={t("practice.text")}
					placeholder={t("practice.text")}
					dir="auto"
					autosize
					minRows={1}
					maxRows={4}
					maxLength={2000}
					value={text}
					onChange={(event) => setText(event.currentTarget.value)}
					onKeyDown={onKeyDown}
				/>
				<ActionIcon size={36} radius="xl" aria-label={t("practice.send")} loading={send.busy} onClick={() => void go()}>
					<IconSend size={18} aria-hidden className="mirrored" />
				</ActionIcon>
			</div>
		</section>
	);
}
