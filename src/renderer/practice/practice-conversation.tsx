import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { When } from "../components/when.tsx";
import { useAsk } from "../core-client.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";

/** The texts as the other person sees them, newest at the foot. */
export function PracticeConversation({ digits }: { digits: string | null }) {
	const t = useWords("shell");
	const { data } = useAsk("practice.conversation", { digits: digits ?? "000" }, { enabled: digits !== null });
	const foot = useRef<HTMLDivElement>(null);
	const texts = digits === null ? [] : (data ?? []);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each new text scrolls to the foot
	useEffect(() => {
		const box = foot.current?.parentElement;
		if (box) box.scrollTop = box.scrollHeight;
	}, [texts.length, digits]);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
		<div className={classes.texts} role="log" aria-label={t("practice.texts")} tabIndex={0}>
			{texts.length === 0 && (
				<Text size="sm" c="dimmed" ta="center" my="auto">
					{t("practice.empty")}
				</Text>
			)}
			{texts.map((one, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: texts are only ever added at the end
				<div key={index} className={one.fromMe ? classes.mine : classes.theirs}>
					<span className="seen-by-readers">{one.fromMe ? t("practice.fromMe") : t("practice.fromOffice")}</span>
					<bdi className={classes.words}>{one.text}</bdi>
					<span className={classes.when}>
						<When at={one.at} quiet />
						{one.fromMe && <IconCheck size={12} role="img" aria-label={t("practice.arrived")} />}
					</span>
				</div>
			))}
			<div ref={foot} />
		</div>
	);
}
