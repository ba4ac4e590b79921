import type { SessionState } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";

/** How somebody came out of a survey, as a word. */
export function SessionStateWord({ state }: { state: SessionState }) {
	const t = useWords("surveys");
	return <>{t(`session.${state}`)}</>;
}
