import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import type { Office } from "../staff/index.ts";
import { saveBackup } from "./save-backup.ts";

/** The lines of the contract that need an open office; the doctor, the copies and restoring are answered without one, by `core/outpost.ts`. */
export function backupHandlers(checkWorker: string | undefined) {
	return {
		"backup.save": (acting: Acting & { office: Office }, { file }: ParsedInputOf<"backup.save">) =>
			saveBackup(acting, file, checkWorker),
	};
}
