import { fail, ok, type Result } from "../ground/index.ts";
import { type KeyFile, parseKeyFile, readKeyFile, type StaffKey } from "./key-file.ts";
import { foldName } from "./staff-list.ts";
import { aboutKey, pinOf, trySecret } from "./try-secret.ts";
import { unwrapKey } from "./wrap-key.ts";

/** A supervisor whose PIN was right, with the key it opens. */
export interface Proven {
	/** 32 bytes. */
	dataKey: Buffer;
	member: StaffKey;
	keys: KeyFile;
	/** The keys are those that came with a backup: this folder has none that can be read. */
	fromBackup: boolean;
}

/**
 * Whether somebody may bring an office back, with its database shut, damaged or gone: by the keys of this folder, else by those of the
 * backup. Tries are counted where the keys are this folder's; whoever has the backup's can try without Outpost.
 * Problems `staff-not-found`, `staff-inactive`, `not-allowed`, `wrong-pin`, `wait`, `backup-without-keys`.
 */
export async function proveSupervisor(
	dataDir: string,
	backupKeys: string | null,
	name: string,
	pin: string,
): Promise<Result<Proven>> {
	const here = readKeyFile(dataDir);
	const fromBackup = !here.ok || !here.value.complete;
	const keys = fromBackup ? parseKeyFile(backupKeys ?? "") : here;
	if (!keys.ok) return fail("backup-without-keys");
	const member = keys.value.staff.find((one) => foldName(one.name) === foldName(name));
	if (!member) return fail("staff-not-found", { field: "name" });
	if (!member.active) return fail("staff-inactive", { field: "name" });
	const dataKey = fromBackup ? await opened(member, pin) : await trySecret(dataDir, pinOf(member.id), pin);
	if (!dataKey.ok) return dataKey;
	if (member.role !== "supervisor") return fail("not-allowed", { details: { needs: "supervisor" } });
	return ok({ dataKey: dataKey.value, member, keys: keys.value, fromBackup });
}

async function opened(member: StaffKey, pin: string): Promise<Result<Buffer>> {
	const dataKey = await unwrapKey(member.wrap, pin, aboutKey(member));
	return dataKey ? ok(dataKey) : fail("wrong-pin", { field: "pin" });
}
