import type { IncomingMessage } from "node:http";

/** Hosts under which the page may be asked for, spelled exactly: anything else is a page of somebody else in disguise. */
export function allowedHosts(port: number): string[] {
	return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * Whether a request comes from our own page or from somebody typing our address (reliability F1). Compares whole headers, never
 * parts of them: `127.0.0.1.evil.example`, `localhost.` and `[::1]` are other hosts, and a host that is named twice is none.
 */
export function isOurs(request: IncomingMessage, port: number, originNeeded: boolean): boolean {
	const [host, ...moreHosts] = headerValues(request, "host");
	if (host === undefined || moreHosts.length > 0 || !allowedHosts(port).includes(host)) return false;
	if (!request.url?.startsWith("/")) return false;
	const [origin, ...moreOrigins] = headerValues(request, "origin");
	if (moreOrigins.length > 0) return false;
	// Of the same name too: the page at localhost has no business with 127.0.0.1.
	if (origin === undefined ? originNeeded : origin !== `http://${host}`) return false;
	const site = headerValues(request, "sec-fetch-site");
	return site.every((value) => value === "same-origin" || value === "none");
}

/** Every value of a header as it was sent; Node's own `headers` drops or joins what came twice. */
export function headerValues(request: IncomingMessage, name: string): string[] {
	const raw = request.rawHeaders;
	return raw.filter((_, at) => at % 2 === 1 && raw[at - 1]?.toLowerCase() === name);
}
