import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	test: {
		environment: "node",
		include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
		exclude: ["**/node_modules/**", "out/**", "dist/**", "e2e/**"],
		setupFiles: [here("src/testing/setup.ts")],
		// Native SQLite wants a process, not a thread, and a crash then names its file.
		pool: "forks",
		// Every core, also on a machine of two; what waits for the other's work gets the time for it.
		maxWorkers: availableParallelism(),
		testTimeout: 40_000,
		hookTimeout: 60_000,
		// Hundreds of processes are started and killed here; each reads the core from its sources, once.
		env: { NODE_COMPILE_CACHE: here("node_modules/.cache/compiled") },
		alias: {
			// The real package tries to download its binary when it is missing.
			electron: here("src/testing/electron-stub.ts"),
		},
	},
});
