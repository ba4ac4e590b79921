import { bareWords } from "./bare-words.ts";

/** Yes and no as people text them, by language; what is written without its accents counts too, since both sides are folded. */
const said: Record<string, { yes: string; no: string }> = {
	am: { yes: "አዎ አዎን እሺ", no: "አይ አይደለም" },
	ar: { yes: "نعم اي ايوه ايوا اجل موافق", no: "لا كلا" },
	bn: { yes: "হ্যাঁ হা জি", no: "না" },
	de: { yes: "ja j", no: "nein n" },
	en: { yes: "yes y yeah yep ok okay sure", no: "no n nope" },
	es: { yes: "sí s claro", no: "no n" },
	fa: { yes: "بله آره", no: "نه خیر" },
	fr: { yes: "oui o ouais daccord", no: "non n" },
	ha: { yes: "eh i", no: "aa" },
	hi: { yes: "हाँ हां जी ha haan", no: "नहीं ना nahi" },
	id: { yes: "ya iya", no: "tidak" },
	km: { yes: "បាទ ចាស", no: "ទេ" },
	ln: { yes: "ee iyo", no: "te" },
	mg: { yes: "eny", no: "tsia" },
	my: { yes: "ဟုတ်ကဲ့", no: "မဟုတ်ဘူး" },
	ne: { yes: "हो हजुर", no: "होइन" },
	ny: { yes: "inde", no: "ayi" },
	om: { yes: "eeyyee", no: "lakki" },
	pa: { yes: "ਹਾਂ", no: "ਨਹੀਂ" },
	ps: { yes: "هو", no: "نه" },
	pt: { yes: "sim s", no: "não n" },
	ru: { yes: "да", no: "нет" },
	rw: { yes: "yego", no: "oya" },
	so: { yes: "haa", no: "maya" },
	sw: { yes: "ndiyo ndio naam", no: "hapana la" },
	ta: { yes: "ஆம்", no: "இல்லை" },
	ti: { yes: "እወ", no: "አይፋል" },
	tr: { yes: "evet", no: "hayır" },
	uk: { yes: "так", no: "ні" },
	ur: { yes: "ہاں جی", no: "نہیں" },
	vi: { yes: "có", no: "không" },
	yo: { yes: "beeni", no: "rara" },
	zu: { yes: "yebo", no: "cha" },
};

const folded = new Map<string, Map<string, "yes" | "no">>();

/** What a text that is nothing but a yes or a no says, in the first of the languages that knows it; `1` is yes, `0` and `2` are no. */
export function yesOrNo(text: string, languages: readonly string[]): "yes" | "no" | null {
	const bare = bareWords(text);
	if (bare === "1") return "yes";
	if (bare === "0" || bare === "2") return "no";
	for (const language of new Set([...languages, "en"])) {
		const answer = wordsOf(language).get(bare);
		if (answer) return answer;
	}
	return null;
}

function wordsOf(language: string): Map<string, "yes" | "no"> {
	const code = language.toLowerCase().split("-")[0] ?? language;
	let words = folded.get(code);
	if (!words) {
		const known = said[code];
		words = new Map();
		for (const answer of ["no", "yes"] as const)
			for (const word of known?.[answer].split(" ") ?? []) words.set(bareWords(word), answer);
		folded.set(code, words);
	}
	return words;
}
