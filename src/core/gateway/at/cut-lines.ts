/** Junk without a line end must not grow for ever. */
const longestRest = 8_192;

/**
 * Cuts what arrives into whole lines, in whatever pieces it comes. A prompt has no line end: it is looked for only while one is
 * awaited, at the start of a line.
 */
export function lineCutter(heard: { line(line: string): void; prompt(): void }) {
	let rest = "";
	let wantsPrompt = false;
	const lookForPrompt = () => {
		if (!wantsPrompt) return;
		const start = rest.trimStart();
		if (!start.startsWith(">")) return;
		wantsPrompt = false;
		rest = start.slice(1);
		heard.prompt();
	};
	return {
		take(chunk: string) {
			rest += chunk;
			let from = 0;
			for (let at = 0; at < rest.length; at += 1) {
				const code = rest.charCodeAt(at);
				if (code !== 13 && code !== 10) continue;
				const line = cleaned(rest.slice(from, at));
				from = at + 1;
				if (wantsPrompt && line === ">") {
					// A line that came by itself followed so closely that the prompt seems to have an end.
					wantsPrompt = false;
					heard.prompt();
				} else if (line !== "") heard.line(line);
			}
			rest = rest.slice(from);
			if (rest.length > longestRest) rest = "";
			lookForPrompt();
		},
		awaitPrompt(awaited: boolean) {
			wantsPrompt = awaited;
		},
		/** Forgets a line that has begun. */
		drop() {
			rest = "";
		},
	};
}

function cleaned(line: string): string {
	return line.replace(/[\u0000\u001a\u001b]/g, "").trim();
}
