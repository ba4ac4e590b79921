/** Letters that people type for each other, and what both the search and the marks of what was found take them for. */
export const letterVariants: Readonly<Record<string, string>> = {
	ى: "ي",
	ة: "ه",
	ٱ: "ا",
	ک: "ك",
	ی: "ي",
	ß: "ss",
	ø: "o",
	ł: "l",
	đ: "d",
	ı: "i",
	æ: "ae",
	œ: "oe",
	þ: "th",
	ð: "d",
};
