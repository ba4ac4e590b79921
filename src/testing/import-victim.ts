import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { openOutpost } from "../core/outpost.ts";

// Imports a sheet, from where it was left, until it is killed or done. Arguments: data folder, staff, PIN, file, built `sheet-worker`. Says `ready`, `writing` at each chunk, `done`.
const [dataDir = "", name = "", pin = "", file = "", sheetWorker, importWorker] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const outpost = await openOutpost({ dataDir, migrationsDir: "drizzle", keyCost: 10, sheetWorker, importWorker });
const must = async <T>(
	answer: Promise<{ ok: true; value: T } | { ok: false; problem: { code: string } }>,
): Promise<T> => {
	const result = await answer;
	if (!result.ok) throw new Error(result.problem.code);
	return result.value;
};
await must(outpost.call("staff.signIn", { name, pin }, "desk"));
// Killed, it would leave nothing for the next one to start faster with.
flushCompileCache();
say("ready");
const taken = outpost.takeFile("desk", file);
if (!taken.ok) throw new Error(taken.problem.code);
const look = { file: taken.value, ...(await must(outpost.call("imports.look", { file: taken.value }, "desk"))) };
if (look.already.length === 0) await write();
say("done");
await outpost.close();

async function write(): Promise<void> {
	const batch = look.stopped ?? (await check()).id;
	outpost.listen("desk", (event) => {
		if (event.type === "progress") say("writing");
	});
	await must(outpost.call("imports.apply", { batch }, "desk"));
}

function check() {
	const columns = look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : []));
	return must(outpost.call("imports.check", { file: look.file, type: "patient", columns, createNew: true }, "desk"));
}
