import { createCipheriv, createDecipheriv, scrypt } from "node:crypto";
import { z } from "zod";
import { secretBytes } from "../ground/index.ts";

/** The data key, sealed with a secret that a person knows. Texts are base64. */
export const wrapSchema = z.object({
	/** Exponent of scrypt's cost, kept with each wrap so that it can rise later. */
	cost: z.number().int().min(8).max(24),
	salt: z.string(),
	nonce: z.string(),
	sealed: z.string(),
});
export type Wrap = z.infer<typeof wrapSchema>;

/** 2^17 with r = 8: 128 MB and about a third of a second on an office laptop, for each guess. */
export const usualCost = 17;

/** Seals the data key. `about` (such as a person's id and role) is bound to it: a wrap moved to someone else does not open. */
export async function wrapKey(dataKey: Buffer, secret: string, about: string, cost = usualCost): Promise<Wrap> {
	const salt = secretBytes(16);
	const nonce = secretBytes(12);
	const cipher = createCipheriv("aes-256-gcm", await derive(secret, salt, cost), nonce);
	cipher.setAAD(Buffer.from(about, "utf8"));
	const sealed = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
	return { cost, salt: salt.toString("base64"), nonce: nonce.toString("base64"), sealed: sealed.toString("base64") };
}

/** Opens a wrap; null where the secret, the wrap or what it is about is not the same. */
export async function unwrapKey(wrap: Wrap, secret: string, about: string): Promise<Buffer | null> {
	const sealed = Buffer.from(wrap.sealed, "base64");
	const key = await derive(secret, Buffer.from(wrap.salt, "base64"), wrap.cost);
	try {
		const opening = createDecipheriv("aes-256-gcm", key, Buffer.from(wrap.nonce, "base64"));
		opening.setAAD(Buffer.from(about, "utf8"));
		opening.setAuthTag(sealed.subarray(-16));
		return Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
	} catch {
		return null;
	}
}

function derive(secret: string, salt: Buffer, cost: number): Promise<Buffer> {
	const N = 2 ** cost;
	return new Promise((resolve, reject) => {
		scrypt(secret.normalize("NFKC"), salt, 32, { N, r: 8, p: 1, maxmem: N * 1024 + 32 * 1024 * 1024 }, (error, key) =>
			error ? reject(error) : resolve(key),
		);
	});
}
