import { spawn } from "node:child_process";

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
	darwin: ["open"],
	// The empty word is the title that `start` takes from its first quoted argument.
	win32: ["cmd", "/c", "start", ""],
};

/** Shows an address of ours in the person's browser. Where there is none, nothing happens: the address is printed anyway. */
export function openBrowser(url: string): void {
	const [command, ...args] = openers[process.platform] ?? ["xdg-open"];
	const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
	child.on("error", () => {});
	child.unref();
}
