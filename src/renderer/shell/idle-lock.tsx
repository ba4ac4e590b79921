import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../words.ts";
import { useLock } from "./lock.ts";

const warnMs = 60_000;

/**
 * Locks the screen when nobody has touched it for `minutes`. Warns a minute before (half the time where that is shorter), and any key
 * or click then puts it off.
 */
export function IdleLock({ minutes }: { minutes: number }) {
	const t = useWords("shell");
	const lock = useLock();
	const [leftMs, setLeft] = useState<number | null>(null);
	const touchedAt = useRef(Date.now());
	const wholeMs = minutes * 60_000;
	const warnAfterMs = wholeMs - Math.min(warnMs, wholeMs / 2);

	useEffect(() => {
		const touch = (event: Event) => {
			// The warning's own buttons say what happens.
			if (event.target instanceof Element && event.target.closest("[role=dialog][data-idle]")) return;
			touchedAt.current = Date.now();
			setLeft(null);
		};
		const signs = ["keydown", "pointerdown", "wheel"] as const;
		for (const sign of signs) addEventListener(sign, touch, { passive: true, capture: true });
		const timer = setInterval(() => {
			const idleMs = Date.now() - touchedAt.current;
			if (idleMs >= wholeMs) void lock();
			else setLeft(idleMs >= warnAfterMs ? wholeMs - idleMs : null);
		}, 1000);
		return () => {
			clearInterval(timer);
			for (const sign of signs) removeEventListener(sign, touch, { capture: true });
		};
	}, [lock, wholeMs, warnAfterMs]);

	const stay = () => {
		touchedAt.current = Date.now();
		setLeft(null);
	};
	return (
		<Modal
			opened={leftMs !== null}
			onClose={stay}
			attributes={{ content: { "data-idle": true } }}
			title={t("idle.title")}
			closeButtonProps={{ "aria-label": t("close") }}
		>
			<Text mb="md">{t("idle.words", { count: Math.max(1, Math.ceil((leftMs ?? 0) / 1000)) })}</Text>
			<Group>
				<Button data-autofocus onClick={stay}>
					{t("idle.stay")}
				</Button>
				<Button variant="default" onClick={() => void lock()}>
					{t("person.lock")}
				</Button>
			</Group>
		</Modal>
	);
}
