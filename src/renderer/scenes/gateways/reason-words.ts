import { isolated } from "../../components/isolated.ts";
import { problemWords, useWords } from "../../words.ts";

/** Why a modem can't be used, and the way out; a program that holds it is named. */
export function useReasonWords(): (code: string, details?: Record<string, string>) => string {
	const t = useWords("gateway");
	return (code, details = {}) => {
		const { holder } = details;
		if (code !== "port-busy" || !holder) return problemWords({ code, details });
		return t(/^modemmanager$/i.test(holder) ? "heldBy.modemManager" : "heldBy.program", { name: isolated(holder) });
	};
}
