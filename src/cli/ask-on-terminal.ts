import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

export interface Terminal {
	/** Whether somebody sits there who can answer. */
	isThere(): boolean;
	ask(question: string): Promise<string>;
	/** Like `ask`, and what is typed is not shown. */
	askSecret(question: string): Promise<string>;
}

/** The person at the terminal; questions go to stderr, so that stdout stays the answer. */
export const terminal: Terminal = {
	isThere: () => Boolean(process.stdin.isTTY && process.stderr.isTTY),
	ask: (question) => askWith(process.stderr, question),
	async askSecret(question) {
		process.stderr.write(question);
		const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
		const answer = await askWith(silent, "");
		process.stderr.write("\n");
		return answer;
	},
};

async function askWith(output: NodeJS.WritableStream, question: string): Promise<string> {
	const lines = createInterface({ input: process.stdin, output, terminal: true });
	lines.on("SIGINT", () => process.exit(130));
	try {
		return await lines.question(question);
	} finally {
		lines.close();
	}
}
