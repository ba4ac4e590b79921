/** The only origin a window ever shows: a scheme of our own instead of files (point 18 of Electron's security list). */
export const pageScheme = "outpost";
export const pageAddress = "outpost://app/";

/** Whether a frame's address is one of our pages: parsed, since a prefix can be made to look like it. */
export function isOurPage(address: string | undefined): boolean {
	if (!address || !URL.canParse(address)) return false;
	const { protocol, host, username, port } = new URL(address);
	return protocol === `${pageScheme}:` && host === "app" && username === "" && port === "";
}
