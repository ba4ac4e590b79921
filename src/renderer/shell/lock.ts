import { useCallback, useEffect, useSyncExternalStore } from "react";
import { keepHalfTyped } from "../components/half-typed.ts";
import { useConnection, useDo } from "../core-client.tsx";
import { forgetAnswers, showStatus } from "../office.tsx";

/** Longest wait for half-filled forms to be kept: a window must not stay open because of them. */
const keepingMs = 1000;

let isWanted = false;
const heard = new Set<() => void>();

function want(now: boolean): void {
	isWanted = now;
	for (const tell of heard) tell();
}

/** True while the window has to hide everything although the core could not be told to lock. */
export function useLockWanted(): boolean {
	return useSyncExternalStore(
		(tell) => {
			heard.add(tell);
			return () => heard.delete(tell);
		},
		() => isWanted,
	);
}

/** The PIN was given: nothing is left to hide. */
export function unlockHere(): void {
	want(false);
}

/** Closes the screen until the PIN is given again. Without a line to the core it closes here at once, and there as soon as the line is back. */
export function useLock(): () => Promise<void> {
	const { run } = useDo("staff.lock");
	return useCallback(async () => {
		await Promise.race([keepHalfTyped(), new Promise((resolve) => setTimeout(resolve, keepingMs))]);
		const answer = await run({});
		if (answer.ok) showStatus(answer.value);
		want(!answer.ok);
		forgetAnswers();
	}, [run]);
}

/** Makes up for a lock that the core has not heard of. */
export function useLateLock(): void {
	const isLate = useLockWanted();
	const connection = useConnection();
	const lock = useLock();
	useEffect(() => {
		if (isLate && connection === "connected") void lock();
	}, [isLate, connection, lock]);
}
