import type { HostWords } from "./host-words.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? "");

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;place-items:center;min-height:100vh;
color-scheme:light dark}main{max-width:34rem;padding:2rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:.25rem 0}`;

/**
 * The page behind the printed address. Its script spends the token of the fragment and goes on to the screens. With a
 * token that is spent it says how to get a new one; without any, most often after Outpost was started again, which address to open.
 */
export function entryPage(say: HostWords & { language: string }, nonce: string): string {
	const told = (id: string, hidden: boolean) =>
		`<main id="${id}"${hidden ? " hidden" : ""}><h1>${escaped(say(`${id}.title`))}</h1><p>${escaped(say(`${id}.way-out`))}</p></main>`;
	return `<!doctype html><html lang="${say.language}" dir="${rightToLeft.has(say.language) ? "rtl" : "ltr"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Outpost</title><style nonce="${nonce}">${style}</style></head>
<body>${told("entry-opening", true)}${told("entry-again", false)}${told("entry-needed", true)}<script type="module" src="/enter.js"></script></body></html>`;
}

const rightToLeft = new Set(["ar", "fa", "he", "ps", "ur", "ckb"]);

/** The token is taken out of the address first, so that it is in no history and can't be passed on by copying the address. */
export const entryScript = `const told = location.hash.slice(1);
// The screens keep their place in the same part of the address; a place begins with a slash.
const token = told.startsWith("/") ? "" : told;
history.replaceState(null, "", "/enter");
const show = (id) => { for (const part of document.querySelectorAll("main")) part.hidden = part.id !== id; };
if (token) {
  show("entry-opening");
  const answer = await fetch("/enter", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }),
  }).catch(() => null);
  if (answer?.status === 204) location.replace("/");
  else show("entry-needed");
}
`;
