/** `_x000D_` stands for a character that XML can't hold, `_x005F_` for an underscore that would look like one (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
	if (!text.includes("_x") && !text.includes("_X")) return text;
	return text.replace(/_[xX]([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
