import { gunzipSync } from "node:zlib";
import type { FormLanes } from "./line/form-lanes.ts";
import type { Verdict } from "./line/sort-answer.ts";
import { changeLine } from "./line-record.ts";
import type { Form } from "./pack.ts";
import type { Round } from "./push.ts";

/** What became of a form, sent again unpacked where HQ does not take it packed; null where it was held back. What is one form's own affair holds up no other. */
export async function sendForm(round: Round, line: FormLanes, { body }: Form): Promise<Verdict | null> {
	const packed = typeof body !== "string";
	const first = await send(line, packed && !round.takesGzip ? gunzipSync(body).toString() : body);
	if (first?.as !== "plain") return first;
	const plainly = await send(line, gunzipSync(body).toString());
	if (plainly?.as === "done" && round.takesGzip) {
		round.takesGzip = false;
		changeLine(round.acting, { gzip: 0 });
	}
	return plainly;
}

async function send(line: FormLanes, body: string | Buffer): Promise<Verdict | null> {
	const verdict = await line.send(body);
	if (verdict === "unsent") return null;
	if (verdict.as !== "done" && verdict.as !== "trouble") line.goOn();
	return verdict;
}
