import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../index.ts";

// A work that never ends its transaction by itself: only for the office that lent, or when it is told to stop.
const { dir, key, shared, stop } = workerData as {
	dir: string;
	key: string;
	shared: SharedArrayBuffer;
	stop: SharedArrayBuffer;
};
const opened = openDatabase({
	file: join(dir, "a.db"),
	key: Buffer.from(key, "hex"),
	migrationsDir: "drizzle",
	mayCreate: false,
});
if (!opened.ok) throw new Error(opened.problem.code);
const store = opened.value;
const isWanted = store.borrow(shared);
const told = new Int32Array(stop);
const isOver = () => Atomics.load(told, 0) === 1;
while (!isOver())
	store.write(() => {
		parentPort?.postMessage("began");
		do store.prepare("INSERT INTO filler (who) VALUES ('work')").run();
		while (!isWanted() && !isOver());
	});
store.close();
