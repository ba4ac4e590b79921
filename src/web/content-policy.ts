export interface PageGrant {
	/** Origin of the web host's WebSocket, such as `ws://127.0.0.1:4173`; left out in the desktop window. */
	socket?: string;
	/** Of the page that is answered (`page-nonce.ts`); without one no style but those of our files is taken. */
	nonce?: string;
}

/**
 * What a page of Outpost may do (reliability D1, F1). Scripts come from our own files only; styles too, and from elements that our scripts
 * make with the page's nonce. Style attributes are set through the object model, which the policy does not concern.
 */
export function contentPolicy({ socket, nonce }: PageGrant = {}): string {
	return [
		"default-src 'none'",
		"script-src 'self'",
		nonce ? `style-src 'self' 'nonce-${nonce}'` : "style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		socket ? `connect-src 'self' ${socket}` : "connect-src 'self'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"base-uri 'none'",
	].join("; ");
}

/** The headers every answer carries, refusals too. */
export function pageHeaders(grant?: PageGrant): Record<string, string> {
	return {
		"Content-Security-Policy": contentPolicy(grant),
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
