import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { useDo } from "../core-client.tsx";
import { useOffice } from "../office.tsx";
import { onKeepNow } from "./half-typed.ts";

/** Pause in typing after which a form is kept. */
const pauseMs = 500;

/** What could not be kept, because the line to the core was down or the seat locked: the form gets it back from here. By person, project and form. */
const unkept = new Map<string, { value: unknown; savedAt: string }>();

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
	const { staff, project } = useOffice();
	const seat = `${staff.id} ${project.id}`;
	const load = useDo("drafts.load");
	const save = useDo("drafts.save");
	const discard = useDo("drafts.discard");
	const calls = useRef({ load, save, discard });
	calls.current = { load, save, discard };
	const waiting = useRef<Waiting | null>(null);
	const [state, setState] = useState<{ form: string; found: Draft<T>["found"] } | null>(null);
	const shape = useRef(schema);

	useEffect(() => {
		let isHere = true;
		void calls.current.load.run({ form }).then((answer) => {
			if (!isHere) return;
			const held = unkept.get(`${seat} ${form}`);
			const inCore = answer.ok ? answer.value : null;
			const stored = held && (!inCore || inCore.savedAt < held.savedAt) ? held : inCore;
			if (held && stored === held) void put({ seat, form, value: held.value }, calls.current.save.run);
			const parsed = stored ? shape.current.safeParse(stored.value) : null;
			setState({ form, found: parsed?.success && stored ? { value: parsed.data, savedAt: stored.savedAt } : null });
		});
		const stop = onKeepNow(() => flush(waiting, calls.current.save.run));
		return () => {
			isHere = false;
			stop();
			void flush(waiting, calls.current.save.run);
		};
	}, [form, seat]);

	const keep = useCallback(
		(value: T) => {
			if (waiting.current) clearTimeout(waiting.current.timer);
			waiting.current = {
				seat,
				form,
				value,
				timer: setTimeout(() => void flush(waiting, calls.current.save.run), pauseMs),
			};
		},
		[form, seat],
	);
	const drop = useCallback(() => {
		if (waiting.current) clearTimeout(waiting.current.timer);
		waiting.current = null;
		unkept.delete(`${seat} ${form}`);
		void calls.current.discard.run({ form });
	}, [form, seat]);
	const isLoaded = state?.form === form;
	return { isLoaded, found: isLoaded ? state.found : null, keep, drop };
}

type HalfFilled = { seat: string; form: string; value: unknown };
type Waiting = HalfFilled & { timer: ReturnType<typeof setTimeout> };
type Save = (input: { form: string; value: unknown }) => Promise<{ ok: boolean }>;

// What was typed last is kept even when the screen is left within the pause.
async function flush(waiting: { current: Waiting | null }, save: Save): Promise<void> {
	const left = waiting.current;
	if (!left) return;
	clearTimeout(left.timer);
	waiting.current = null;
	await put(left, save);
}

async function put({ seat, form, value }: HalfFilled, save: Save): Promise<void> {
	const answer = await save({ form, value });
	if (answer.ok) unkept.delete(`${seat} ${form}`);
	else unkept.set(`${seat} ${form}`, { value, savedAt: new Date().toISOString() });
}
