import { useCallback } from "react";
import { keepHalfTyped } from "../components/half-typed.ts";
import { useDo } from "../core-client.tsx";
import { forgetAnswers, showStatus } from "../office.tsx";

/** Closes the screen until the PIN is given again. */
export function useLock(): () => Promise<void> {
	const { run } = useDo("staff.lock");
	return useCallback(async () => {
		await keepHalfTyped();
		const answer = await run({});
		if (!answer.ok) return;
		showStatus(answer.value);
		forgetAnswers();
	}, [run]);
}
