/** What every producer is asked to write, as typed cells; and what each stands for as a case property, which is what counts. */
export type Given =
	| { text: string }
	| { number: number; format?: string }
	| { date: string }
	| { boolean: boolean }
	| { formula: string; result: number };

export const header = ["Case Name", "contact_phone_number", "id", "born", "amount", "consented", "sum", "note"];

const names = [
	"Élodie N'Diaye",
	"محمد الحسن",
	"सुनीता शर्मा",
	"አበበ ከበደ",
	"Фёдор Йылмаз",
	"O'Brien & <Sons>",
	"  spaced  ",
	"two\nlines",
	"=not a formula",
	"😀 smile",
];

export const rows: Given[][] = names.map((name, at) => [
	{ text: name },
	at % 2 === 0 ? { text: `0${712_345_678 + at}` } : { number: 254_712_345_678 + at },
	{ number: 42 + at, format: "000000" },
	{ date: `19${60 + at}-0${1 + (at % 9)}-${10 + at}` },
	{ number: at + 0.25 },
	{ boolean: at % 3 === 0 },
	{ formula: `E${at + 2}*2`, result: (at + 0.25) * 2 },
	{ text: at % 4 === 0 ? "007" : `n${at}` },
]);

/** The cell as text, as a case property has it (commcare-behaviour §5.3). */
export function standsFor(given: Given): string {
	if ("text" in given) return given.text;
	if ("date" in given) return given.date;
	if ("boolean" in given) return given.boolean ? "True" : "False";
	if ("formula" in given) return String(given.result);
	return given.format ? String(given.number).padStart(given.format.length, "0") : String(given.number);
}

/** Serial day of 1900. */
export function serialOf(date: string): number {
	return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569;
}
