// `npm test`: everything that must hold before a change goes in, in the order that fails soonest.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const steps = [
	{ name: "types", command: "npm run -s typecheck" },
	{ name: "lint", command: "npm run -s lint" },
	{ name: "unit", command: "npm run -s unit" },
	{ name: "build", command: "npm run -s build" },
	{ name: "package", command: "npm run -s pack:check" },
	{ name: "journeys", command: "npm run -s e2e" },
	{ name: "lockfile", command: "npm run -s lock:check" },
];

const only = process.argv.slice(2);
const unknown = only.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
	console.error(`There is no step ${unknown.join(", ")}. Steps: ${steps.map((step) => step.name).join(", ")}.`);
	process.exit(2);
}

function run(command) {
	return new Promise((resolve) => {
		const child = spawn(command, { cwd: root, shell: true, stdio: ["ignore", "inherit", "inherit"] });
		child.on("error", () => resolve(1));
		child.on("exit", (code) => resolve(code ?? 1));
	});
}

let passed = 0;
let failed;
for (const step of steps) {
	if (only.length > 0 && !only.includes(step.name)) continue;
	const started = performance.now();
	console.log(`\n── ${step.name} ── ${step.command}`);
	const code = await run(step.command);
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	if (code !== 0) {
		failed = step;
		console.log(`── ${step.name} failed after ${seconds} s`);
		break;
	}
	passed += 1;
	console.log(`── ${step.name} passed in ${seconds} s`);
}

if (failed) console.log(`\nStopped at "${failed.name}". Run it alone with: ${failed.command.replace(" -s", "")}`);
console.log(`${failed ? "" : "\n"}steps: ${passed} passed, ${failed ? 1 : 0} failed`);
process.exitCode = failed ? 1 : 0;
