import type { TFunction } from "i18next";

/** What was done, in words; the code itself where this version has none for it. */
export function actionWords(t: TFunction<"audit">, action: string): string {
	return t(`action.${action}` as "action.case.registered", { defaultValue: action });
}
