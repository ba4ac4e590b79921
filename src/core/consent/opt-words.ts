/** What an incoming text asks for, by its words alone. */
export type OptRequest = "opt-out" | "opt-in" | "review" | null;

/** Cannot be removed by anyone (the registration pages, "Opt-Out Keywords"). */
const alwaysOut = ["STOP"];
const alwaysIn = ["START", "UNSTOP"];
/** Registers or answers: a word of the app all the same. */
const otherBuiltIn = ["JOIN", "YES"];

/** Letters of other scripts that look like Latin capitals: a STOP typed with them is still meant as one (reliability H7). */
const lookAlikes: Record<string, string> = {
	А: "A",
	В: "B",
	С: "C",
	Е: "E",
	Н: "H",
	І: "I",
	Ѕ: "S",
	Ј: "J",
	К: "K",
	М: "M",
	О: "O",
	Р: "P",
	Т: "T",
	У: "Y",
	Х: "X",
	Α: "A",
	Β: "B",
	Ε: "E",
	Ζ: "Z",
	Η: "H",
	Ι: "I",
	Κ: "K",
	Μ: "M",
	Ν: "N",
	Ο: "O",
	Ρ: "P",
	Τ: "T",
	Υ: "Y",
	Χ: "X",
	Ϲ: "C",
	0: "O",
};

/** What a reasonable person may mean by stop, without one of the words standing alone. */
const maybeStop = [
	/\b(?:do\s?n[o']?t|never|no more|quit|please stop)\b.{0,20}\b(?:text|texts|sms|message|messages|messaging|contact|write)/i,
	/\bleave me alone\b/i,
	/\bremove me\b/i,
	/\bwrong (?:number|person)\b/i,
	/\bopt(?:ing)?[\s-]*out\b/i,
	/\bunsubscribe\b/i,
	/\bstop\b.{0,12}\b(?:texting|sending|messaging|writing|contacting|calling|this|these|it)\b/i,
	/\b(?:take|get) me off\b/i,
	/\b(?:delete|erase) (?:me|my (?:number|data|details))\b/i,
	/\bd[ée]s(?:abonn|inscri)/i,
	/\bne m['’ ]?(?:envoyez|envoie|envoyer|[ée]crivez|[ée]cris|contactez) plus\b/i,
	/\barr[êe]te[rz]?\b.{0,20}\b(?:sms|messages?|textos?|d['’ ]?envoyer|de m)/i,
	/\bplus (?:de|aucun) (?:sms|messages?|textos?)\b/i,
	/^\P{L}*(?:arr[êe]te[rz]?|arr[êe]t|توقفوا?|[إا]يقاف|[أا]وقفوا?|كفى)\P{L}*$/iu,
	/(?:لا|ما)\s+(?:ترسلوا?|تراسلوني|تراسلني|تبعثوا?|[أا]ريد\s+رسائل)/u,
	/(?:[أا]وقفوا?|[إا]يقاف|وقفوا?)\s+(?:ال)?(?:رسائل|[إا]رسال)/u,
];

/**
 * Reads STOP and START out of a text (commcare-behaviour §2.2, reliability I6). A word of the list alone stops, in any case, with quotes
 * and punctuation around it and spaces or hyphens inside; nothing but the exact word starts. A short text that holds such a word
 * among others, or says as much in other words, is for staff to decide.
 */
export function optRequest(text: string, extraOutWords: readonly string[]): OptRequest {
	const exact = text.trim();
	// Letters that only become Latin when they are made big, such as ſ and ﬆ, must not start.
	if (/^[A-Za-z]+$/.test(exact) && alwaysIn.includes(exact.toUpperCase())) return "opt-in";
	const out = new Set([...alwaysOut, ...extraOutWords].map((word) => squeeze(word)));
	if (out.has(squeeze(text))) return "opt-out";
	const words = text.split(/[\s,.;:!?"'“”«»()]+/u).filter(Boolean);
	if (words.length <= 5 && words.some((word) => out.has(squeeze(word)))) return "review";
	return maybeStop.some((pattern) => pattern.test(text)) ? "review" : null;
}

/** Does a word mean something of its own before any keyword is looked at? Nobody could ever reach a keyword of that name. */
export function isBuiltInWord(word: string, extraOutWords: readonly string[]): boolean {
	const bare = squeeze(word);
	return (
		[...alwaysIn, ...otherBuiltIn].some((one) => squeeze(one) === bare) || optRequest(word, extraOutWords) !== null
	);
}

/** Capital Latin letters only: quotes, punctuation, white space and hyphens are gone, look-alikes are Latin. */
function squeeze(text: string): string {
	const bare = text
		.normalize("NFKD")
		.toUpperCase()
		.replace(/[\p{P}\p{S}\p{Z}\p{C}\u0300-\u036f\ufe00-\ufe0f]/gu, "");
	return [...bare].map((letter) => lookAlikes[letter] ?? letter).join("");
}
