import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { useDo } from "../core-client.tsx";
import { onKeepNow } from "./half-typed.ts";

/** Pause in typing after which a form is kept. */
const pauseMs = 500;

export interface Draft<T> {
	/** False until it is known whether there is a draft. */
	isLoaded: boolean;
	found: { value: T; savedAt: string } | null;
	/** Keeps the form as it is now, once the typing pauses. */
	keep(value: T): void;
	/** Forgets it, also what is waiting to be kept. */
	drop(): void;
}

/** A half-filled form, kept for the person signed in. A stored one that no longer fits the form is left alone and not offered. */
export function useDraft<T>(form: string, schema: z.ZodType<T>): Draft<T> {
	const load = useDo("drafts.load");
	const save = useDo("drafts.save");
	const discard = useDo("drafts.discard");
	const calls = useRef({ load, save, discard });
	calls.current = { load, save, discard };
	const waiting = useRef<{ form: string; value: T; timer: ReturnType<typeof setTimeout> } | null>(null);
	const [state, setState] = useState<{ form: string; found: Draft<T>["found"] } | null>(null);
	const shape = useRef(schema);

	useEffect(() => {
		let isHere = true;
		void calls.current.load.run({ form }).then((answer) => {
			if (!isHere) return;
			const stored = answer.ok ? answer.value : null;
			const parsed = stored ? shape.current.safeParse(stored.value) : null;
			setState({ form, found: parsed?.success && stored ? { value: parsed.data, savedAt: stored.savedAt } : null });
		});
		const stop = onKeepNow(() => flush(waiting, calls.current.save.run));
		return () => {
			isHere = false;
			stop();
			void flush(waiting, calls.current.save.run);
		};
	}, [form]);

	const keep = useCallback(
		(value: T) => {
			if (waiting.current) clearTimeout(waiting.current.timer);
			waiting.current = { form, value, timer: setTimeout(() => void flush(waiting, calls.current.save.run), pauseMs) };
		},
		[form],
	);
	const drop = useCallback(() => {
		if (waiting.current) clearTimeout(waiting.current.timer);
		waiting.current = null;
		void calls.current.discard.run({ form });
	}, [form]);
	const isLoaded = state?.form === form;
	return { isLoaded, found: isLoaded ? state.found : null, keep, drop };
}

type Waiting = { form: string; value: unknown; timer: ReturnType<typeof setTimeout> };

// What was typed last is kept even when the screen is left within the pause.
async function flush(
	waiting: { current: Waiting | null },
	save: (input: { form: string; value: unknown }) => Promise<unknown>,
): Promise<void> {
	const left = waiting.current;
	if (!left) return;
	clearTimeout(left.timer);
	waiting.current = null;
	await save({ form: left.form, value: left.value });
}
