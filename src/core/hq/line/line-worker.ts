import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../../ground/index.ts";
import { inLanes } from "./in-lanes.ts";
import type { FromLine, ToLine } from "./line-thread.ts";
import { type HqPlace, openLine } from "./open-line.ts";

const line = inLanes(openLine(workerData as HqPlace, systemClock));
const say = (said: FromLine) => parentPort?.postMessage(said);

parentPort?.on("message", (message: ToLine) => {
	if (message === "stop") return line.stop();
	const { nth, question } = message;
	const { body } = question;
	const asked = body ? { ...question, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) } : question;
	void line.ask(asked).then((heard) => say({ nth, heard, bytes: line.bytes(), driftMs: line.driftMs() }));
});
