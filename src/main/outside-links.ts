import { dialog, shell } from "electron";
import type { HostWords } from "../web/host-words.ts";

/** Where our own pages may lead: head office. Help is shipped with the program. Addresses in texts never become links. */
const hosts = new Set(["commcarehq.org", "www.commcarehq.org", "eu.commcarehq.org", "india.commcarehq.org"]);

export function mayOpenOutside(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, port, username, password } = new URL(address);
	return protocol === "https:" && hosts.has(hostname) && port === "" && username === "" && password === "";
}

/** Asks the person, then hands the address to their browser. What is not on the list is dropped without a word. */
export async function openOutside(address: string, say: HostWords): Promise<void> {
	if (!mayOpenOutside(address)) return;
	const { response } = await dialog.showMessageBox({
		type: "question",
		message: say("outside-link.title", { host: new URL(address).hostname }),
		detail: address,
		buttons: [say("outside-link.open"), say("outside-link.cancel")],
		defaultId: 1,
		cancelId: 1,
	});
	if (response === 0) await shell.openExternal(address);
}
