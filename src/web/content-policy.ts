/**
 * What a page of Outpost may do (reliability D1, F1). Mantine writes style attributes and elements, hence `unsafe-inline` for
 * styles; scripts come from our own files only.
 * @param socket origin of the web host's WebSocket, such as `ws://127.0.0.1:4173`; left out in the desktop window.
 */
export function contentPolicy(socket?: string): string {
	return [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self'",
		socket ? `connect-src 'self' ${socket}` : "connect-src 'self'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"base-uri 'none'",
	].join("; ");
}

/** The headers every answer carries, refusals too. */
export function pageHeaders(socket?: string): Record<string, string> {
	return {
		"Content-Security-Policy": contentPolicy(socket),
		"X-Content-Type-Options": "nosniff",
		"X-Frame-Options": "DENY",
		"Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cross-Origin-Embedder-Policy": "require-corp",
		"Permissions-Policy":
			"camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
	};
}
