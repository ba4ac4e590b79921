import type { Problem, WrittenFile } from "../../core/api/index.ts";
import type { Core } from "../../core/api/rpc/index.ts";

/** Fetches a file that the core wrote, piece by piece, and hands it to the window to be kept. Null: it is kept; else the problem. */
export async function saveFile(core: Core, { file, name }: WrittenFile): Promise<Problem | null> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	for (let from: number | null = 0; from !== null; ) {
		const answer: Awaited<ReturnType<typeof core.call<"files.download">>> = await core.call("files.download", {
			file,
			from,
		});
		if (!answer.ok) return answer.problem;
		pieces.push(Uint8Array.from(atob(answer.value.data), (letter) => letter.charCodeAt(0)));
		from = answer.value.next;
	}
	const address = URL.createObjectURL(new Blob(pieces));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	URL.revokeObjectURL(address);
	return null;
}
