import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallName, InputOf, OutputOf } from "../src/core/api/index.ts";
import { openOutpost } from "../src/core/outpost.ts";
import type { OpenOptions, Outpost } from "../src/core/outpost-types.ts";

export const benchProject = { name: "bench", country: "KE", timeZone: "Africa/Nairobi", languages: ["en", "sw"] };
export const benchStaff = { name: "Wanjiku", pin: "bench-pin-1" };
export const migrationsDir = join(import.meta.dirname, "../drizzle");
/** Cost exponent of the key derivation: next to nothing, since no bench is about it. */
export const keyCost = 8;
/** Backups are copied and proven on a thread of their own, as in the product. */
const checkWorker = join(import.meta.dirname, "../src/core/storage/check-worker.ts");
export const seat = "bench";

/** An office with somebody signed in. */
export interface BenchOffice {
	outpost: Outpost;
	/** A call that must work: throws the code where it does not. */
	must<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
	close(): Promise<void>;
}

/** A fresh office in a temporary folder, gone when closed. */
export async function openBenchOffice(more: Partial<OpenOptions> = {}): Promise<BenchOffice> {
	const dataDir = mkdtempSync(join(tmpdir(), "outpost-bench-"));
	const office = await open(dataDir, () => rmSync(dataDir, { recursive: true, force: true }), more);
	await office.must("office.setUp", { language: "en", project: benchProject, supervisor: benchStaff });
	return office;
}

/** The office that `fill-folder.ts` made, as the product opens it; it stays when closed. */
export async function openFilledOffice(dataDir: string): Promise<BenchOffice> {
	const office = await open(dataDir, () => {});
	await office.must("staff.signIn", benchStaff);
	return office;
}

async function open(dataDir: string, after: () => void, more: Partial<OpenOptions> = {}): Promise<BenchOffice> {
	const outpost = await openOutpost({ dataDir, migrationsDir, keyCost, checkWorker, ...more });
	return {
		outpost,
		async must(name, input) {
			const result = await outpost.call(name, input, seat);
			if (result.ok) return result.value;
			throw new Error(`${name}: ${result.problem.code} ${JSON.stringify(result.problem.details ?? {})}`);
		},
		async close() {
			await outpost.close();
			after();
		},
	};
}
