import Database from "better-sqlite3";

/**
 * AEGIS-256 with a nonce and a tag a page: a changed page is noticed, and a page costs a quarter of what ChaCha20 takes where the processor
 * knows AES, and hardly more elsewhere (docs/decisions/0001). Databases of the first builds are ChaCha20 and stay so.
 */
const ciphers = ["aegis", "chacha20"] as const;

/** Gives the key to a connection just opened, before anything else. `key`: 32 bytes. Throws SQLITE_NOTADB where it does not fit. */
export function unlock(sqlite: Database.Database, key: Buffer): void {
	for (const [tried, cipher] of ciphers.entries()) {
		sqlite.pragma(`cipher = '${cipher}'`);
		sqlite.pragma(`key = "x'${key.toString("hex")}'"`);
		try {
			sqlite.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get();
			return;
		} catch (error) {
			const isOther = error instanceof Database.SqliteError && error.code === "SQLITE_NOTADB";
			if (!isOther || tried === ciphers.length - 1) throw error;
		}
	}
}
