import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallName, InputOf, OutputOf } from "../src/core/api/index.ts";
import { openOutpost } from "../src/core/outpost.ts";

/** A fresh office in a temporary folder, with somebody signed in; gone when closed. */
export interface BenchOffice {
	/** A call that must work: throws the code where it does not. */
	must<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
	close(): Promise<void>;
}

export async function openBenchOffice(): Promise<BenchOffice> {
	const dataDir = mkdtempSync(join(tmpdir(), "outpost-bench-"));
	const migrationsDir = join(import.meta.dirname, "../drizzle");
	const outpost = await openOutpost({ dataDir, migrationsDir, keyCost: 8 });
	const office: BenchOffice = {
		async must(name, input) {
			const result = await outpost.call(name, input, "bench");
			if (result.ok) return result.value;
			throw new Error(`${name}: ${result.problem.code} ${JSON.stringify(result.problem.details ?? {})}`);
		},
		async close() {
			await outpost.close();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
	await office.must("office.setUp", {
		language: "en",
		project: { name: "bench", country: "KE", timeZone: "Africa/Nairobi", languages: ["en", "sw"] },
		supervisor: { name: "Wanjiku", pin: "bench-pin-1" },
	});
	return office;
}
