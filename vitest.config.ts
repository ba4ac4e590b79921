import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./src/testing/longest-first.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	test: {
		environment: "node",
		include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
		exclude: ["**/node_modules/**", "out/**", "dist/**", "e2e/**"],
		setupFiles: [here("src/testing/setup.ts")],
		// Native SQLite wants a process, not a thread, and a crash then names its file.
		pool: "forks",
		// One more than there are cores: much waits for a disk, a modem or a process of its own.
		maxWorkers: availableParallelism() + 1,
		sequence: { sequencer: LongestFirst },
		testTimeout: 40_000,
		hookTimeout: 60_000,
		env: {
			// Hundreds of processes are started and killed here; each reads the core from its sources, once.
			NODE_COMPILE_CACHE: here("node_modules/.cache/compiled"),
			// What makes guessing a PIN slow is tested once; everywhere else the hash is quick.
			OUTPOST_KEY_COST: "10",
		},
		alias: {
			// The real package tries to download its binary when it is missing.
			electron: here("src/testing/electron-stub.ts"),
		},
	},
});
