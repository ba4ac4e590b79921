import { type Cipheriv, createCipheriv, createDecipheriv } from "node:crypto";
import { secretBytes } from "../ground/index.ts";

const algorithm = "aes-256-ctr";
const block = 16;

/** A key for one file that only passes through: it is kept nowhere, so what a crash leaves behind can't be read. */
export function newSeal(): Buffer {
	return secretBytes(32);
}

/** Seals what is written to a file from its beginning. */
export function sealing(seal: Uint8Array): Cipheriv {
	return createCipheriv(algorithm, seal, Buffer.alloc(block));
}

/** Bytes of a sealed file as they were; `from`: where in the file they stand, a multiple of 16. */
export function unsealed(seal: Uint8Array, bytes: Buffer, from = 0): Buffer {
	const counter = Buffer.alloc(block);
	counter.writeBigUInt64BE(BigInt(from / block), 8);
	return createDecipheriv(algorithm, seal, counter).update(bytes);
}
