import { uptime } from "node:os";
import { fail, isAlive, newId, ok, type Result } from "../ground/index.ts";
import { changeKeyFile, type KeyFile } from "./key-file.ts";
import { freeTries, noTries, type Tries, waitSeconds } from "./try-delay.ts";
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
		about: (keys) => {
			const entry = find(keys);
			return entry ? aboutKey(entry) : aboutStaff({ id: staffId, role: "" });
		},
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

/** What the wrap of an entry in the key file is bound to. */
export function aboutKey(entry: { id: string; role: string; wrappedAs?: string }): string {
	return aboutStaff({ id: entry.id, role: entry.wrappedAs ?? entry.role });
}

export function aboutStaff(member: { id: string; role: string }): string {
	return `outpost staff ${member.id} ${member.role}`;
}

/** A try takes half a second; one that has been under way for longer than this belongs to a process that is no more. */
const longestTrySeconds = 120;
const turnMs = 100;
const longestTurns = 600;

/**
 * One try at a secret, noted on disk before the key is derived: many processes at once get no more tries than
 * would be free, and a wrong one is on disk before it is told. Right ones at the same moment take turns and never refuse each other. Returns the data key.
 * Problems: `wait` with `seconds`, the secret's refusal, those of the key file.
 */
export async function trySecret(dataDir: string, secret: Secret, typed: string): Promise<Result<Buffer>> {
	const id = newId();
	for (let turn = 0; turn < longestTurns; turn++) {
		const begun = begin(dataDir, secret, id);
		if (!begun.ok) return begun;
		if (begun.value) return judge(dataDir, secret, id, typed, begun.value);
		await new Promise((resolve) => setTimeout(resolve, turnMs));
	}
	return fail("wait", { details: { seconds: 1 } });
}

/** Notes the try as under way. Null: others are being judged, whose turn comes first. */
function begin(dataDir: string, secret: Secret, id: string): Result<KeyFile | null> {
	const now = uptime();
	let seconds = 0;
	let begun = false;
	const kept = changeKeyFile(dataDir, (keys) => {
		const noted = secret.entry(keys)?.tries;
		if (!noted) return null;
		const tries = withoutTheDead(noted, now);
		seconds = waitSeconds(tries, now);
		begun = seconds === 0 && tries.underWay.length < Math.max(1, freeTries - tries.failures);
		if (begun) tries.underWay.push({ id, pid: process.pid, atUptime: now });
		return begun || tries.failures !== noted.failures ? secret.withTries(keys, tries) : null;
	});
	if (!kept.ok) return kept;
	if (!secret.entry(kept.value)) return fail(secret.refusal.code, { field: secret.refusal.field });
	if (seconds > 0) return fail("wait", { details: { seconds } });
	return ok(begun ? kept.value : null);
}

async function judge(
	dataDir: string,
	secret: Secret,
	id: string,
	typed: string,
	keys: KeyFile,
): Promise<Result<Buffer>> {
	const entry = secret.entry(keys);
	const dataKey = entry ? await unwrapKey(entry.wrap, typed, secret.about(keys)) : null;
	const kept = changeKeyFile(dataDir, (now) => {
		const tries = secret.entry(now)?.tries;
		if (!tries) return null;
		const underWay = tries.underWay.filter((one) => one.id !== id);
		return secret.withTries(
			now,
			dataKey ? { ...noTries, underWay } : { failures: tries.failures + 1, atUptime: uptime(), underWay },
		);
	});
	if (dataKey) return ok(dataKey);
	if (!kept.ok) return kept;
	const seconds = waitSeconds(secret.entry(kept.value)?.tries ?? noTries, uptime());
	return fail(secret.refusal.code, { field: secret.refusal.field, details: { seconds } });
}

/**
 * A try whose process died, or that began before the machine was started again, is forgotten: whoever made it was told nothing, and a
 * power cut must not lock the office out. What holds guessing back is that a wrong one is on disk before it is told.
 */
function withoutTheDead(tries: Tries, now: number): Tries {
	const isAtWork = (one: Tries["underWay"][number]) =>
		now >= one.atUptime && now - one.atUptime < longestTrySeconds && isAlive(one.pid);
	return { ...tries, underWay: tries.underWay.filter(isAtWork) };
}
