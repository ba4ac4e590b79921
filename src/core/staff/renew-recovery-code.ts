import { recordAudit } from "../audit/index.ts";
import { ok, type Result } from "../ground/index.ts";
import type { FrontDesk, Seated } from "./front-desk.ts";
import { changeKeyFile } from "./key-file.ts";
import { newRecoveryCode, tidyRecoveryCode } from "./recovery-code.ts";
import { noTries } from "./try-delay.ts";
import { aboutRecovery, pinOf, trySecret } from "./try-secret.ts";
import { wrapKey } from "./wrap-key.ts";

/**
 * A new recovery code for whoever lost the printed one, told once and kept nowhere; the old one stops working. Asks the PIN again: a code
 * opens everything for good, and a window left open must not give one away. Problems `wrong-pin`, `wait`, those of the key file.
 */
export async function renewRecoveryCode(
	desk: FrontDesk,
	seated: Seated,
	pin: string,
): Promise<Result<{ recoveryCode: string }>> {
	const { dataDir, dataKey } = seated.office;
	const known = await trySecret(dataDir, pinOf(seated.staff?.id ?? ""), pin);
	if (!known.ok) return known;
	const recoveryCode = newRecoveryCode();
	const wrap = await wrapKey(dataKey, tidyRecoveryCode(recoveryCode), aboutRecovery, desk.keyCost);
	return seated.store.write(() => {
		recordAudit(seated, { action: "recovery-code.renewed" });
		// Last, inside the transaction: a code that nobody was told must not take the place of the one they have.
		const kept = changeKeyFile(dataDir, (keys) => ({ ...keys, recovery: { wrap, tries: noTries } }));
		return kept.ok ? ok({ recoveryCode }) : kept;
	});
}
