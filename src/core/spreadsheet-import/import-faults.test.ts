import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { seededBelow } from "../../testing/seeded.ts";
import { openTestOffice, testPin } from "../../testing/test-office.ts";
import { openOutpost } from "../outpost.ts";

vi.setConfig({ testTimeout: 600_000 });

/** Fewer where the machine is shared with other tests; the figures of the requirement are 200 kills and 5,000 rows. */
const kills = Number(process.env.OUTPOST_IMPORT_KILLS ?? 6);
const rows = kills >= 50 ? 5_000 : 900;
/** Later than this after its first row even a quick machine has written them all. */
const latestMs = rows / 50;
const seed = Number(process.env.OUTPOST_IMPORT_SEED ?? 20261126);

const sheetWorker = await bundled("src/core/spreadsheet-import/sheet-worker.ts");
const importWorker = await bundled("src/core/spreadsheet-import/import-worker.ts");
const victim = await bundled("src/testing/import-victim.ts");

const sheetOf = (count: number) =>
	[
		"Case Name,contact_phone_number,village",
		...Array.from({ length: count }, (_, n) => `P${n},07${10_000_000 + n},V${n % 7}`),
	].join("\n");

type Office = Awaited<ReturnType<typeof openTestOffice>>;

async function checked(office: Pick<Office, "must" | "outpost">, path: string, seat = "desk") {
	const token = office.outpost.takeFile(seat, path);
	if (!token.ok) throw new Error(token.problem.code);
	const look = await office.must("imports.look", { file: token.value }, seat);
	const columns = look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : []));
	return { file: token.value, plan: { file: token.value, type: "patient", columns, createNew: true } };
}

test(`kill -9 at ${kills} moments of an import of ${rows} rows (seed ${seed}), then the same file again: each row once`, async () => {
	const office = await openTestOffice({ country: "KE", sheetWorker });
	const file = join(office.dataDir, "people.csv");
	writeFileSync(file, sheetOf(rows));
	await office.outpost.close();
	const some = seededBelow(seed);
	let writing = 0;
	for (let round = 0; round < kills; round++) {
		// Every fourth dies while it reads and checks; the others while rows are written.
		const ended = await runAndKill(office.dataDir, file, round % 4 === 3 ? "ready" : "writing", some(latestMs));
		if (ended === "killed while writing") writing += 1;
	}
	expect(writing).toBeGreaterThan(kills / 3);
	expect(await runAndKill(office.dataDir, file, "never", 0)).toBe("done");
	const after = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
	const ask = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> => {
		const result = await answer;
		if (!result.ok) throw new Error(JSON.stringify(result.problem));
		return result.value;
	};
	await ask(after.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk"));
	const cases = await ask(after.call("cases.list", { limit: 0 }, "desk"));
	expect(cases.rows.map(({ name, digits }) => `${name} ${digits}`).sort()).toEqual(
		Array.from({ length: rows }, (_, n) => `P${n} 2547${10_000_000 + n}`).sort(),
	);
	// Some died between the check and the first row: what was checked and never applied stays to be discarded.
	const batches = await ask(after.call("imports.list", {}, "desk"));
	expect(batches.filter(({ state }) => state !== "checked").map(({ state, written }) => [state, written])).toEqual([
		["done", { new: rows, updated: 0, failed: 0 }],
	]);
	expect(await ask(after.call("audit.verify", {}, "desk"))).toMatchObject({ intact: true });
	await after.close();
	rmSync(office.dataDir, { recursive: true, force: true });
});

function runAndKill(dataDir: string, file: string, at: string, afterMs: number): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [victim, dataDir, "Supervisor", testPin, file, sheetWorker, importWorker], {
			stdio: ["ignore", "pipe", "pipe"],
		});
		let said = "";
		let errors = "";
		let timer: NodeJS.Timeout | undefined;
		child.stderr.on("data", (chunk: Buffer) => {
			errors += chunk.toString();
		});
		child.stdout.on("data", (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes(at)) timer ??= setTimeout(() => child.kill("SIGKILL"), afterMs);
		});
		child.on("exit", (code, signal) => {
			clearTimeout(timer);
			if (said.includes("done\n") && (code === 0 || signal === "SIGKILL")) resolve("done");
			else if (signal === "SIGKILL") resolve(said.includes("writing") ? "killed while writing" : "killed before");
			else reject(new Error(`ended by itself with ${code}: ${errors}`));
		});
	});
}

test("a disk that is full in the middle of it is said in words; with room again it goes on and each row is there once", async (context) => {
	const disk = mkdtempSync(join(tmpdir(), "outpost-disk-"));
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], { stdio: "ignore" });
	} catch {
		rmSync(disk, { recursive: true, force: true });
		console.info("skipped: a full disk in an import, since no small disk can be mounted here (needs root on Linux)");
		return context.skip("no small disk");
	}
	try {
		const office = await openTestOffice({ country: "KE", dataDir: join(disk, "office"), sheetWorker, importWorker });
		const file = join(tmpdir(), `outpost-full-${process.pid}.csv`);
		writeFileSync(file, sheetOf(450));
		const { plan } = await checked(office, file);
		const batch = await office.must("imports.check", plan);
		const room = statfsSync(disk);
		const ballast = join(disk, "ballast");
		writeFileSync(ballast, Buffer.alloc(room.bavail * room.bsize - 300_000));
		const full = await office.call("imports.apply", { batch: batch.id });
		expect(full).toMatchObject({ ok: false, problem: { code: "disk-full" } });
		// Many rows are checked on a thread of their own: it says the same, and nothing of it stays.
		writeFileSync(file, sheetOf(4_000));
		const large = await checked(office, file);
		expect(await office.call("imports.check", large.plan)).toMatchObject({ problem: { code: "disk-full" } });
		rmSync(ballast);
		rmSync(file);
		expect((await office.must("imports.list", {})).map(({ id }) => id)).toEqual([batch.id]);
		const { state, written } = await office.must("imports.apply", { batch: batch.id });
		expect([state, written.new]).toEqual(["done", 450]);
		expect((await office.must("cases.count", {})).open).toBe(450);
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
		await office.close();
	} finally {
		execFileSync("umount", ["-l", disk], { stdio: "ignore" });
		rmSync(disk, { recursive: true, force: true });
	}
});

test("a file that is changed or gone after the look is refused, names itself and leaves nothing", async () => {
	const office = await openTestOffice({ country: "KE", sheetWorker });
	const file = join(office.dataDir, "people.csv");
	writeFileSync(file, sheetOf(20));
	const { plan } = await checked(office, file);
	writeFileSync(file, sheetOf(21));
	expect(await office.call("imports.check", plan)).toMatchObject({
		problem: { code: "file-changed", details: { file: "people.csv" } },
	});
	rmSync(file);
	expect(await office.call("imports.check", plan)).toMatchObject({ problem: { code: "file-not-found" } });
	expect(await office.must("imports.list", {})).toEqual([]);
	await office.close();
});

test("two imports at once each write their rows; the same one twice is refused; over 500 rows a backup comes first", async () => {
	const office = await openTestOffice({ country: "KE", sheetWorker });
	const [one, other] = [join(office.dataDir, "one.csv"), join(office.dataDir, "other.csv")];
	writeFileSync(one, sheetOf(520));
	writeFileSync(other, "Case Name\n".concat(Array.from({ length: 100 }, (_, n) => `Q${n}\n`).join("")));
	const first = await office.must("imports.check", (await checked(office, one)).plan);
	const second = await office.must("imports.check", (await checked(office, other)).plan);
	expect(await office.must("backup.copies", {})).toEqual([]);
	const applying = office.must("imports.apply", { batch: first.id });
	const [again, beside, done] = await Promise.all([
		office.call("imports.apply", { batch: first.id }),
		office.must("imports.apply", { batch: second.id }),
		applying,
	]);
	expect(again).toMatchObject({ problem: { code: "import-at-work" } });
	expect([done.written.new, beside.written.new, (await office.must("cases.count", {})).open]).toEqual([520, 100, 620]);
	expect(await office.must("backup.copies", {})).toHaveLength(1);
	expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	await office.close();
});

/** Stands in for the reader: says what a sheet holds, hands over as many lots as the file's name says, and is gone. */
const dyingReader = `
process.once("message", ({ job, file }) => {
const lots = Number(/(\\d+)\\.csv$/.exec(file)[1]);
const row = (at) => ({ row: at + 1, cells: [{ kind: "text", text: "P" + at }] });
if (job === "look") {
	const sheets = [{ name: "csv", hidden: "no", rows: 9000, columns: 1, merged: 0 }];
	process.send({ book: { format: "csv", sheets, macros: false, sha256: "0" }, first: [row(0)] });
} else {
	let sent = 0;
	const next = () => {
		if (sent === lots) process.exit(7);
		const rows = Array.from({ length: 500 }, (_, n) => row(sent * 500 + n));
		process.send({ packed: JSON.stringify({ rows, known: [] }), rows: rows.length });
		sent += 1;
	};
	process.on("message", next);
	next();
}
});`;

test("a reader that dies at twenty moments names its file each time, leaves nothing, and the office goes on", async () => {
	const folder = mkdtempSync(join(tmpdir(), "outpost-dying-"));
	const dying = join(folder, "dying.mjs");
	writeFileSync(dying, dyingReader);
	const office = await openTestOffice({ country: "KE", sheetWorker: dying });
	for (let lots = 0; lots < 20; lots++) {
		const file = join(folder, `people-${lots % 7}.csv`);
		writeFileSync(file, "P0\n");
		const token = office.outpost.takeFile("desk", file);
		if (!token.ok) throw new Error(token.problem.code);
		const plan = { file: token.value, header: false, type: "patient", columns: [{ column: 0, to: "name" }] };
		expect(await office.call("imports.check", { ...plan, createNew: true })).toMatchObject({
			problem: { code: "file-crashed", details: { file: `people-${lots % 7}.csv` } },
		});
		await office.must("cases.register", { type: "patient", name: `Between ${lots}` });
	}
	expect(await office.must("imports.list", {})).toEqual([]);
	expect((await office.must("cases.count", {})).open).toBe(20);
	await office.close();
	rmSync(folder, { recursive: true, force: true });
});
