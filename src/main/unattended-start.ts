import { readFile, rm, writeFile } from "node:fs/promises";
import { safeStorage } from "electron";

/** What this desktop's key store is worth: only `strong` may hold the office's key. */
export type KeyStore = "strong" | "weak" | "none";

/**
 * Keeps the office's data key in the system's key store, for offices that choose to have their gateways running before anybody
 * signs in. It protects against other users of the computer, not against other programs of this one (users §5). Off until
 * a supervisor chooses it.
 */
export interface UnattendedStart {
	keyStore(): Promise<KeyStore>;
	/** False, and nothing written, where the key store is not `strong`. */
	keep(secret: string): Promise<boolean>;
	/** Null where nothing is kept or it can't be read any more: then somebody signs in as ever. */
	read(): Promise<string | null>;
	forget(): Promise<void>;
}

/** @param file where the encrypted key lies, inside the data folder. */
export function makeUnattendedStart(file: string, platform: NodeJS.Platform = process.platform): UnattendedStart {
	async function keyStore(): Promise<KeyStore> {
		if (!(await safeStorage.isAsyncEncryptionAvailable())) return "none";
		if (platform !== "linux") return "strong";
		// Without a keyring Chromium encrypts with a password that stands in its source code.
		const backend = safeStorage.getSelectedStorageBackend();
		return backend === "basic_text" || backend === "unknown" ? "weak" : "strong";
	}
	return {
		keyStore,
		async keep(secret) {
			if ((await keyStore()) !== "strong") return false;
			await writeFile(file, await safeStorage.encryptStringAsync(secret), { mode: 0o600 });
			return true;
		},
		async read() {
			try {
				if ((await keyStore()) !== "strong") return null;
				return (await safeStorage.decryptStringAsync(await readFile(file))).result;
			} catch {
				return null;
			}
		},
		forget: () => rm(file, { force: true }),
	};
}
