import type { Result } from "../../../core/api/index.ts";
import type { Core } from "../../../core/api/rpc/index.ts";

/** Bytes a call carries: as many as `imports.upload` takes. */
const pieceBytes = 36_000;

/** Hands a file to the core in pieces. `told`: the part that is there, from 0 to 1. The value stands for the file from then on. Problems: those of `imports.upload`, `cancelled`, `file-unusable`. */
export async function uploadFile(
	core: Core,
	file: File,
	told: (part: number) => void,
	signal: AbortSignal,
): Promise<Result<string>> {
	let token: string | undefined;
	for (let at = 0; at === 0 || at < file.size; at += pieceBytes) {
		const data = await base64Of(file.slice(at, at + pieceBytes));
		if (data === null) return { ok: false, problem: { code: "file-unusable", details: { file: file.name } } };
		const answer = await core.call(
			"imports.upload",
			{ name: file.name.slice(-255), data, ...(token ? { file: token } : {}) },
			{ signal },
		);
		if (!answer.ok) return answer;
		token = answer.value.file;
		told(Math.min(1, (at + pieceBytes) / Math.max(1, file.size)));
	}
	return { ok: true, value: token ?? "" };
}

/** Null where the file can't be read: it is a folder, or its stick is gone. */
async function base64Of(piece: Blob): Promise<string | null> {
	try {
		const bytes = new Uint8Array(await piece.arrayBuffer());
		let letters = "";
		for (const byte of bytes) letters += String.fromCharCode(byte);
		return btoa(letters);
	} catch {
		return null;
	}
}
