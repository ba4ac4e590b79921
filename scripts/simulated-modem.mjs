// `npm run simulated-modem -- [flags]` (`--help` lists them): a GSM modem without a radio, on a pseudo-terminal, for programs that want a
// port. Tells what happens on stdout and takes orders on stdin, a JSON object a line.
import { fileURLToPath } from "node:url";
import { goodNode, rerun } from "./fresh-build.mjs";

const node = goodNode();
if (!node) {
	console.error(`This needs Node 22 or newer, and this is ${process.versions.node}. Run npm ci, which brings one.`);
	process.exit(1);
}
if (node !== process.execPath) {
	const self = fileURLToPath(import.meta.url);
	process.exit(await rerun(node, [self, ...process.argv.slice(2)]));
}
const { runStandalone } = await import("../src/core/gateway/simulator/standalone.ts");
try {
	const code = await runStandalone(process.argv.slice(2), {
		relay: fileURLToPath(new URL("pty-relay.py", import.meta.url)),
		nowMs: Date.now,
		print: (line) => console.log(line),
		input: process.stdin,
	});
	process.exit(code);
} catch (error) {
	console.error(`${error.message}\nnpm run simulated-modem -- --help lists the flags.`);
	process.exit(2);
}
