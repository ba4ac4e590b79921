import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../../ground/index.ts";
import { formLanes } from "./form-lanes.ts";
import type { FromThread, ToThread } from "./form-thread.ts";
import { type HqPlace, openLine } from "./open-line.ts";

const line = formLanes(openLine(workerData as HqPlace, systemClock));
const say = (said: FromThread) => parentPort?.postMessage(said);

parentPort?.on("message", (message: ToThread) => {
	if (message === "stop") return line.stop();
	if (message === "go on") return line.goOn();
	const { nth, body } = message;
	const form = typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	void line.send(form).then((verdict) => say({ nth, verdict, bytes: line.bytes(), driftMs: line.driftMs() }));
});
