import type { AtSession, Outcome } from "../at/at-session.ts";
import type { Timing } from "./timing.ts";

interface Asked {
	session: AtSession;
	timing: Timing;
}

/** Reads places by one line of commands (V.250 5.2.2), in their order. Null where not every one of them was told. */
export async function readTogether({ session, timing }: Asked, indexes: readonly number[]): Promise<string[] | null> {
	const { outcome, lines } = await session.ask(lineFor("CMGR", indexes), timing.slowCommandMs);
	const pdus = lines.flatMap((line, nth) => {
		const pdu = line.startsWith("+CMGR:") ? lines[nth + 1] : undefined;
		return pdu === undefined || pdu.startsWith("+CMGR:") ? [] : [pdu];
	});
	return outcome.kind === "ok" && pdus.length === indexes.length ? pdus : null;
}

/** Deletes places, each by a command of its own, on one line. One that fails ends the line, and nothing tells which it was. */
export async function deleteTogether({ session, timing }: Asked, indexes: readonly number[]): Promise<Outcome> {
	return (await session.ask(lineFor("CMGD", indexes), timing.slowCommandMs)).outcome;
}

const lineFor = (command: string, indexes: readonly number[]) =>
	`AT${indexes.map((index) => `+${command}=${index}`).join(";")}`;
