import { uptime } from "node:os";
import { fail, ok, type Result } from "../ground/index.ts";
import { changeKeyFile, type KeyFile } from "./key-file.ts";
import { noTries, type Tries, waitSeconds } from "./try-delay.ts";
import { unwrapKey, type Wrap } from "./wrap-key.ts";

/** One of the secrets that open the data key: a person's PIN, or the recovery code. */
export interface Secret {
	/** Its entry, or undefined where the key file has none (any more). */
	entry(keys: KeyFile): { wrap: Wrap; tries: Tries } | undefined;
	withTries(keys: KeyFile, tries: Tries): KeyFile;
	/** What the wrap is bound to. */
	about(keys: KeyFile): string;
	/** Code and field of a refusal. */
	refusal: { code: string; field: string };
}

/** Of a person: `about` names the role in the key file, so that a raised one does not open. */
export function pinOf(staffId: string, field = "pin"): Secret {
	const find = (keys: KeyFile) => keys.staff.find((one) => one.id === staffId);
	return {
		entry: find,
		withTries: (keys, tries) => ({
			...keys,
			staff: keys.staff.map((one) => (one.id === staffId ? { ...one, tries } : one)),
		}),
		about: (keys) => aboutStaff(find(keys) ?? { id: staffId, role: "" }),
		refusal: { code: "wrong-pin", field },
	};
}

export const recoverySecret: Secret = {
	entry: (keys) => keys.recovery ?? undefined,
	withTries: (keys, tries) => (keys.recovery ? { ...keys, recovery: { ...keys.recovery, tries } } : keys),
	about: () => aboutRecovery,
	refusal: { code: "wrong-recovery-code", field: "recoveryCode" },
};

export const aboutRecovery = "outpost recovery";

export function aboutStaff(member: { id: string; role: string }): string {
	return `outpost staff ${member.id} ${member.role}`;
}

/**
 * One try at a secret, counted on disk before the key is derived: pulling the plug gives no try for free, and neither do many processes at
 * once, since reading and counting happen under one lock. Returns the data key. Problems: `wait` with `seconds`, the secret's refusal, those of the key file.
 */
export async function trySecret(dataDir: string, secret: Secret, typed: string): Promise<Result<Buffer>> {
	let seconds = 0;
	const counted = changeKeyFile(dataDir, (keys) => {
		const tries = secret.entry(keys)?.tries;
		if (!tries) return null;
		seconds = waitSeconds(tries, uptime());
		return seconds > 0 ? null : secret.withTries(keys, { failures: tries.failures + 1, atUptime: uptime() });
	});
	if (!counted.ok) return counted;
	if (seconds > 0) return fail("wait", { details: { seconds } });
	const { code, field } = secret.refusal;
	const entry = secret.entry(counted.value);
	if (!entry) return fail(code, { field });
	const dataKey = await unwrapKey(entry.wrap, typed, secret.about(counted.value));
	if (!dataKey) return fail(code, { field, details: { seconds: waitSeconds(entry.tries, uptime()) } });
	changeKeyFile(dataDir, (keys) => secret.withTries(keys, noTries));
	return ok(dataKey);
}
