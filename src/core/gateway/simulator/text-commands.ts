import { decodePdu } from "../pdu/pdu-view.ts";
import { type CommandRow, octetsOf, ok, refused, said } from "./answers.ts";
import { type ModemDeeds, type ModemMemory, readCard } from "./modem-memory.ts";
import type { SimSlot } from "./sim-store.ts";

const statusWords = ["REC UNREAD", "REC READ", "STO UNSENT", "STO SENT", "ALL"];

/** What AT+CMGD removes at once by its second number. */
const removedBy: Record<string, number[]> = { 1: [1], 2: [1, 3], 3: [1, 2, 3], 4: [0, 1, 2, 3] };

/** Commands about stored texts and how they are told of (27.005). */
export const textCommands: CommandRow[] = [
	[
		/^\+CSMS=([01])$/,
		(memory, [, service]) => {
			memory.acknowledges = service === "1";
			return said("+CSMS: 1,1,1");
		},
	],
	[/^\+CSMS\?$/, ({ acknowledges }) => said(`+CSMS: ${acknowledges ? 1 : 0},1,1,1`)],
	[/^\+CSMS=\?$/, () => said("+CSMS: (0,1)")],
	[
		/^\+CMGF=([01])$/,
		(memory, [, text]) => {
			memory.textMode = text === "1";
			return ok;
		},
		true,
	],
	[/^\+CMGF\?$/, ({ textMode }) => said(`+CMGF: ${textMode ? 1 : 0}`)],
	[/^\+CMGF=\?$/, () => said("+CMGF: (0,1)")],
	[/^\+CNMA(?:=[012])?$/, (_memory, _found, deeds) => (deeds.acknowledged() ? ok : refused(340))],
	[
		/^\+CPMS=\?$/,
		({ make }) =>
			said(
				`+CPMS: ${Array(3)
					.fill(`(${quoted(make.memories)})`)
					.join(",")}`,
			),
		true,
	],
	[/^\+CPMS=("\w+"(?:,"\w+"){0,2})$/, chooseMemories, true],
	[
		/^\+CPMS\?$/,
		({ cards, chosen }) => said(`+CPMS: ${chosen.map((name) => `"${name}",${filling(cards, name)}`).join(",")}`),
		true,
	],
	[
		/^\+CNMI=\?$/,
		({ make }) => said(`+CNMI: (0-2),(0-${make.mostNotices.texts}),(0,2),(0-${make.mostNotices.reports}),(0,1)`),
	],
	[/^\+CNMI\?$/, ({ notices }) => said(`+CNMI: ${notices.mode},${notices.texts},0,${notices.reports},0`)],
	[/^\+CNMI=(\d)?(?:,(\d)?)?(?:,\d?)?(?:,(\d)?)?(?:,\d?)?$/, chooseNotices],
	[/^\+CMGL(?:=(?:"([A-Z ]+)"|([0-4])))?$/, list, true],
	[/^\+CMGL=\?$/, () => said("+CMGL: (0-4)")],
	[/^\+CMGR=(\d+)$/, read, true],
	[/^\+CMGD=\?$/, (memory) => said(`+CMGD: (${slotsOf(memory).map(({ slot }) => slot)}),(0-4)`), true],
	[/^\+CMGD=(\d+)(?:,([0-4]))?$/, remove, true],
];

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(",");
const slotsOf = (memory: ModemMemory) => readCard(memory).all();

function filling(cards: ModemMemory["cards"], name: string): string {
	const card = cards.get(name);
	return `${card?.all().length ?? 0},${card?.room ?? 0}`;
}

function chooseMemories(memory: ModemMemory, [, typed = ""]: RegExpExecArray): string[] {
	const names = [...typed.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
	if (names.some((name) => !memory.cards.has(name))) return refused(302);
	const [one = memory.chosen[0], two = memory.chosen[1], three = memory.chosen[2]] = names;
	memory.chosen = [one, two, three];
	return said(`+CPMS: ${memory.chosen.map((name) => filling(memory.cards, name)).join(",")}`);
}

function chooseNotices(memory: ModemMemory, [, mode, texts, reports]: RegExpExecArray): string[] {
	const wish = {
		mode: Number(mode ?? memory.notices.mode),
		texts: Number(texts ?? memory.notices.texts),
		reports: Number(reports ?? memory.notices.reports),
	};
	const { mostNotices } = memory.make;
	if (wish.mode > 2 || wish.texts > mostNotices.texts || wish.reports > mostNotices.reports) return refused(303);
	memory.notices = wish;
	return ok;
}

function list(memory: ModemMemory, [, word, digit]: RegExpExecArray): string[] {
	const status = word === undefined ? Number(digit ?? 0) : statusWords.indexOf(word);
	if (status < 0 || (word === undefined) === memory.textMode) {
		if (digit !== undefined || word !== undefined) return refused(305);
	}
	const slots = slotsOf(memory).filter((slot) => status === 4 || slot.status === status);
	for (const { slot } of slots) readCard(memory).markRead(slot);
	return said(
		...slots.flatMap((slot) =>
			memory.textMode
				? inWords(`+CMGL: ${slot.slot},`, slot)
				: [`+CMGL: ${slot.slot},${slot.status},,${octetsOf(slot.pdu)}`, slot.pdu],
		),
	);
}

function read(memory: ModemMemory, [, index]: RegExpExecArray): string[] {
	const card = readCard(memory);
	const slot = card.at(Number(index));
	if (!card.hasPlace(Number(index))) return refused(321);
	if (!slot) return memory.make.emptyRead === null ? ok : refused(memory.make.emptyRead);
	card.markRead(slot.slot);
	return said(
		...(memory.textMode ? inWords("+CMGR: ", slot) : [`+CMGR: ${slot.status},,${octetsOf(slot.pdu)}`, slot.pdu]),
	);
}

function remove(memory: ModemMemory, [, index, kind = "0"]: RegExpExecArray, deeds: ModemDeeds): string[] {
	const card = readCard(memory);
	if (kind === "0") {
		if (!card.hasPlace(Number(index))) return refused(321);
		card.drop(Number(index));
	} else for (const { slot, status } of card.all()) if (removedBy[kind]?.includes(status)) card.drop(slot);
	deeds.freed();
	return ok;
}

/** A stored text as text mode shows it: a head and its words. */
function inWords(start: string, { status, pdu }: SimSlot): string[] {
	const view = decodePdu(pdu);
	if (!view.ok) return [`${start}"${statusWords[status]}","",,""`, ""];
	const { from, international, at, text } = view.value;
	const number = `${international ? "+" : ""}${from ?? ""}`;
	return [`${start}"${statusWords[status]}","${number}",,"${stamp(at)}"`, text ?? ""];
}

function stamp(at: string | null): string {
	const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]{8})/.exec(at ?? "") ?? [];
	return year === undefined ? "" : `${year}/${month}/${day},${time}+00`;
}
