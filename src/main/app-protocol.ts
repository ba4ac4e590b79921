import { protocol, session } from "electron";
import { pageHeaders } from "../web/content-policy.ts";
import { readPageFile } from "../web/page-files.ts";
import { makeNonce, withNonce } from "../web/page-nonce.ts";
import { isOurPage, pageScheme } from "./page-address.ts";

/** Has to run before Electron is ready. */
export function registerPageScheme(): void {
	protocol.registerSchemesAsPrivileged([
		{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
	]);
}

/** Serves the built screens at `outpost://app/`, with the web host's headers, and lets windows ask for nothing else. */
export function setupAppProtocol(rendererDir: string): void {
	protocol.handle(pageScheme, (request) => answerPage(rendererDir, request));
	session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
		answer({ cancel: !isOurPage(details.url) && !/^(data|devtools):/.test(details.url) });
	});
}

export async function answerPage(rendererDir: string, request: Request): Promise<Response> {
	const nonce = makeNonce();
	const headers = pageHeaders({ nonce });
	if (request.method !== "GET" || !isOurPage(request.url)) return new Response(null, { status: 403, headers });
	const { pathname, search } = new URL(request.url);
	const file = search === "" ? await readPageFile(rendererDir, pathname) : null;
	if (!file) return new Response(null, { status: 404, headers });
	return new Response(withNonce(file, nonce), {
		headers: { ...headers, "Content-Type": file.type, "Cache-Control": "no-store" },
	});
}
