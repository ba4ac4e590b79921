/** The word by which the page takes styles that our scripts make (`src/web/page-nonce.ts`). Browsers show it to scripts only. */
export function pageNonce(): string {
	return document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
}

/** For the part of Mantine that holds the page still under a dialog: it asks for the nonce under the name that webpack gave it. */
export function lendNonce(): void {
	Object.assign(globalThis, { __webpack_nonce__: pageNonce() });
}
