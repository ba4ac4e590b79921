import { writeSync } from "node:fs";
import { openOutpost } from "../../../outpost.ts";

/**
 * A process that asks a worker's numbers one after another as soon as its standard input says so, and prints what each came to.
 * `asker.ts DATA NAME PIN PROJECT-ID USERNAME`
 */
const [dataDir = "", name = "", pin = "", project = "", username = ""] = process.argv.slice(2);
const outpost = await openOutpost({ dataDir, migrationsDir: "drizzle", keyCost: 10 });
const signedIn = await outpost.call("staff.signIn", { name, pin }, "asker");
if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problem));
await outpost.call("projects.use", { id: project }, "asker");
const worker = await outpost.call("workers.show", { username }, "asker");
if (!worker.ok) throw new Error(JSON.stringify(worker.problem));
writeSync(1, "ready\n");
await new Promise((go) => process.stdin.once("data", go));
for (const { digits } of worker.value.numbers) {
	const asked = await outpost.call("workers.verify", { username, digits }, "asker");
	writeSync(1, `${digits} ${asked.ok ? asked.value.outcome : asked.problem.code}\n`);
}
await outpost.close();
process.exit(0);
