import type { Problem } from "../core/api/index.ts";
import type { Words } from "./words.ts";

/** A problem with its sentence, as JSON shows it. */
export function spoken({ code, field, details }: Problem, words: Words) {
	return {
		code,
		message: words.problem({ code, field, details }),
		...(field === undefined ? {} : { field }),
		...(details === undefined ? {} : { details }),
	};
}
