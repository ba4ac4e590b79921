// `npm run -s outpost -- …`: the command line of this checkout, built first where need be. Its stdout is the command's alone.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureBuilt, goodNode, rerun, root } from "./fresh-build.mjs";

const node = goodNode();
if (!node) {
	console.error(`Outpost needs Node 22 or newer, and this is ${process.versions.node}. Run npm ci, which brings one.`);
	process.exit(1);
}
if (node !== process.execPath) {
	const self = fileURLToPath(import.meta.url);
	process.exit(await rerun(node, [self, ...process.argv.slice(2)]));
}
if (!(await ensureBuilt())) {
	console.error("The build failed; its words stand above.");
	process.exit(1);
}
const entry = join(root, "out/cli/index.js");
process.argv[1] = entry;
await import(pathToFileURL(entry).href);
