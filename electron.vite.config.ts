import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Native modules stay packages; everything else is bundled, so that the program ships no `node_modules` it can do without. */
const external = ["electron", "better-sqlite3", "serialport"];

/** A build script may have it built aside and put in place when it is whole. */
const out = process.env.OUTPOST_OUT ?? "out";

const entries = {
	"main/index": here("src/main/index.ts"),
	"web/index": here("src/web/index.ts"),
	"cli/index": here("src/cli/index.ts"),
	"sync/index": here("src/sync/index.ts"),
	"sync/form-worker": here("src/core/hq/line/form-worker.ts"),
	"core/check-worker": here("src/core/storage/check-worker.ts"),
	"core/sheet-worker": here("src/core/spreadsheet-import/sheet-worker.ts"),
	"core/import-worker": here("src/core/spreadsheet-import/import-worker.ts"),
};

export default defineConfig({
	main: {
		build: {
			outDir: out,
			externalizeDeps: false,
			rolldownOptions: {
				external,
				input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
				output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
			},
		},
	},
	preload: {
		build: {
			outDir: `${out}/preload`,
			externalizeDeps: false,
			// A sandboxed preload script is one CommonJS file.
			rolldownOptions: {
				external,
				input: { index: here("src/preload/index.ts") },
				output: { format: "cjs", entryFileNames: "[name].cjs" },
			},
		},
	},
	renderer: {
		root: here("src/renderer"),
		plugins: [react()],
		// Replaced in every answer (`src/web/page-nonce.ts`).
		html: { cspNonce: "outpost-page-nonce" },
		build: {
			outDir: here(`${out}/renderer`),
			// The same screens are opened in browsers through the web host.
			target: "es2023",
			// From here on browsers know `light-dark()`; older targets get a stand-in that loses both colours.
			cssTarget: ["chrome123", "firefox120", "safari17.5"],
			minify: true,
			rolldownOptions: { input: here("src/renderer/index.html") },
		},
	},
});
