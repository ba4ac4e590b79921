import type { Store } from "../../storage/index.ts";
import type { PracticeText } from "../api.ts";
import { decodeTpdu } from "../pdu/decode-tpdu.ts";
import { type Concatenation, type Content, textOf } from "../pdu/user-data.ts";

interface Row {
	seq: number;
	at: number;
	fromPhone: number;
	content: string;
}

/** Numbers that have texts on the practice phone, newest first. */
export function practicePhones(store: Store): { digits: string; lastAt: string }[] {
	return store
		.prepare<{ digits: string; at: number }>(
			"SELECT digits, MAX(at) AS at FROM simulated_text GROUP BY digits ORDER BY MAX(seq) DESC LIMIT 200",
		)
		.all()
		.map(({ digits, at }) => ({ digits, lastAt: new Date(at).toISOString() }));
}

/** One number's texts from the other end of the radio, oldest first; a long text once all its parts are there. */
export function practiceConversation(store: Store, digits: string): PracticeText[] {
	const rows = store
		.prepare<Row>(
			"SELECT seq, at, from_phone AS fromPhone, content FROM simulated_text WHERE digits = ? ORDER BY seq DESC LIMIT 1000",
		)
		.all(digits)
		.reverse();
	const open = new Map<string, (Content | undefined)[]>();
	const texts: PracticeText[] = [];
	for (const { at, fromPhone, content } of rows) {
		const text = fromPhone === 1 ? content : arrived(open, content);
		if (text !== null) texts.push({ at: new Date(at).toISOString(), fromMe: fromPhone === 1, text });
	}
	return texts;
}

/** What the person typed, for the practice phone only. */
export function notePracticeText(store: Store, gateway: string, digits: string, text: string, atMs: number): void {
	store
		.prepare("INSERT INTO simulated_text (gateway, at, from_phone, digits, content) VALUES (?, ?, 1, ?, ?)")
		.run(gateway, atMs, digits.replace(/^\+/, ""), text);
	store.announce({ type: "changed", topics: ["messages"] });
}

function arrived(open: Map<string, (Content | undefined)[]>, pdu: string): string | null {
	const decoded = decodeTpdu(pdu);
	if (!decoded.ok || decoded.value.kind !== "submit") return null;
	const place: Concatenation | null = decoded.value.data.concatenation;
	if (!place) return decoded.value.text;
	const key = `${place.reference}/${place.total}`;
	const parts = open.get(key) ?? Array.from({ length: place.total }, () => undefined);
	parts[place.part - 1] = decoded.value.data.content;
	open.set(key, parts);
	const whole = parts.filter((part) => part !== undefined);
	if (whole.length < place.total) return null;
	open.delete(key);
	return textOf(whole);
}
