import { app, session } from "electron";
import { isOurPage } from "./page-address.ts";

const granted = new Set(["notifications", "clipboard-sanitized-write"]);

/**
 * What no page may do: go elsewhere, open windows, embed others, use the machine (points 5 and 12 to 15 of Electron's security
 * list). `openOutside` gets the addresses that a link wanted to open.
 */
export function setupRefusals(openOutside: (address: string) => void): void {
	app.on("web-contents-created", (_event, contents) => {
		contents.on("will-navigate", (event) => {
			if (!isOurPage(event.url)) event.preventDefault();
		});
		contents.on("will-frame-navigate", (event) => {
			if (!isOurPage(event.url)) event.preventDefault();
		});
		contents.on("will-redirect", (event) => event.preventDefault());
		contents.on("will-attach-webview", (event) => event.preventDefault());
		contents.setWindowOpenHandler(({ url }) => {
			openOutside(url);
			return { action: "deny" };
		});
	});
	const { defaultSession } = session;
	defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
		answer(granted.has(permission) && isOurPage(details.requestingUrl)),
	);
	defaultSession.setPermissionCheckHandler(
		(_contents, permission, origin) => granted.has(permission) && isOurPage(origin),
	);
	defaultSession.setDevicePermissionHandler(() => false);
	// Chromium would fetch dictionaries from their maker's server.
	defaultSession.setSpellCheckerEnabled(false);
}
