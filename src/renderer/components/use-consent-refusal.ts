import type { CaseView } from "../../core/api/index.ts";
import { locale, useWords } from "../words.ts";
import { exactly } from "./when.tsx";

/** Why a person who said no may not be texted: that they said so, and when. Undefined where it is something else. */
export function useConsentRefusal(view: CaseView | undefined): string | undefined {
	const t = useWords("messaging");
	if (view?.mayText.code !== "NO_OPT_IN_CONSENT") return undefined;
	const { state, at } = view.consent;
	if (!at || (state !== "declined" && state !== "withdrawn")) return undefined;
	return t(`composer.${state}`, { when: exactly(at, locale()) });
}
