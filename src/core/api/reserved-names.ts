/** Words that mean something of their own in a text: `join stop` could never be told from a STOP. */
const reserved = new Set([
	"join",
	"worker",
	"stop",
	"start",
	"unstop",
	"help",
	"stopall",
	"unsubscribe",
	"cancel",
	"end",
	"quit",
]);

/** Can a project not be called so? The core refuses it; screens say so at once. */
export function isReservedName(name: string): boolean {
	return reserved.has(name.trim().toLowerCase());
}
