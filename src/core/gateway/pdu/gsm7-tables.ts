/** The letters of 3GPP TS 23.038: 128 a table, one a septet. `\u001b` is the escape to the extension table. */
const digits = "0123456789:;<=>?";
const upper = "ABCDEFGHIJKLMNO";
const upperEnd = "PQRSTUVWXYZ";
const lower = "abcdefghijklmno";
const lowerEnd = "pqrstuvwxyz";
const marks = (hash: string, currency: string) => ` !"${hash}${currency}%&'()*+,-./`;

const basic =
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ" +
	`${marks("#", "¤")}${digits}¡${upper}${upperEnd}ÄÖÑÜ§¿${lower}${lowerEnd}äöñüà`;

const turkish =
	"@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bŞşßÉ" +
	`${marks("#", "¤")}${digits}İ${upper}${upperEnd}ÄÖÑÜ§ç${lower}${lowerEnd}äöñüà`;

const portuguese =
	"@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u001bÂâÊÉ" +
	`${marks("#", "º")}${digits}Í${upper}${upperEnd}ÃÕÚÜ§~${lower}${lowerEnd}ãõ\`üà`;

/** What follows an escape: code to letter. */
type Shift = ReadonlyMap<number, string>;
const basicShift: [number, string][] = [
	[0x0a, "\f"],
	[0x14, "^"],
	[0x28, "{"],
	[0x29, "}"],
	[0x2f, "\\"],
	[0x3c, "["],
	[0x3d, "~"],
	[0x3e, "]"],
	[0x40, "|"],
	[0x65, "€"],
];
const turkishShift: [number, string][] = [
	[0x47, "Ğ"],
	[0x49, "İ"],
	[0x53, "Ş"],
	[0x63, "ç"],
	[0x67, "ğ"],
	[0x69, "ı"],
	[0x73, "ş"],
];
const spanishShift: [number, string][] = [
	[0x09, "ç"],
	[0x41, "Á"],
	[0x49, "Í"],
	[0x4f, "Ó"],
	[0x55, "Ú"],
	[0x61, "á"],
	[0x69, "í"],
	[0x6f, "ó"],
	[0x75, "ú"],
];
const portugueseShift: [number, string][] = [
	[0x05, "ê"],
	[0x09, "ç"],
	[0x0b, "Ô"],
	[0x0c, "ô"],
	[0x0e, "Á"],
	[0x0f, "á"],
	[0x12, "Φ"],
	[0x13, "Γ"],
	[0x15, "Ω"],
	[0x16, "Π"],
	[0x17, "Ψ"],
	[0x18, "Σ"],
	[0x19, "Θ"],
	[0x1f, "Ê"],
	[0x41, "À"],
	[0x49, "Í"],
	[0x4f, "Ó"],
	[0x55, "Ú"],
	[0x5b, "Ã"],
	[0x5c, "Õ"],
	[0x61, "Â"],
	[0x69, "í"],
	[0x6f, "ó"],
	[0x75, "ú"],
	[0x7b, "ã"],
	[0x7c, "õ"],
	[0x7f, "â"],
];

export const escapeSeptet = 0x1b;

/** By national language identifier (TS 23.038 6.2.1.2.4); 0 is the default. Read, never sent: few phones know them. */
export const lockingTables: Readonly<Record<number, string>> = { 0: basic, 1: turkish, 3: portuguese };
export const shiftTables: Readonly<Record<number, Shift>> = {
	0: new Map(basicShift),
	1: new Map([...basicShift, ...turkishShift]),
	2: new Map([...basicShift, ...spanishShift]),
	3: new Map([...basicShift, ...portugueseShift]),
};

/** Letter to septets of the default tables: one, or the escape and one more. */
export const septetsOf: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
	...basicShift.map(([code, letter]): [string, number[]] => [letter, [escapeSeptet, code]]),
	...[...basic]
		.map((letter, code): [string, number[]] => [letter, [code]])
		.filter(([, [code]]) => code !== escapeSeptet),
]);
