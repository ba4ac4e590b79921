import { StringDecoder } from "node:string_decoder";

/**
 * Lines of a stream, in order. A line ends at LF or CR LF only, so that whatever else stands in it (U+2028, a lone CR) stays one line;
 * the last needs no end. Broken UTF-8 becomes U+FFFD.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
	const decoder = new StringDecoder("utf8");
	let rest = "";
	for await (const chunk of stream) {
		const pieces = (typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk))).split("\n");
		pieces[0] = rest + pieces[0];
		rest = pieces.pop() ?? "";
		for (const piece of pieces) yield withoutCr(piece);
	}
	rest += decoder.end();
	if (rest !== "") yield withoutCr(rest);
}

function withoutCr(line: string): string {
	return line.endsWith("\r") ? line.slice(0, -1) : line;
}
