/** More octets than these that are no letters: no port for commands says that. */
const mostBinary = 8;

/** Tells the ports of a stick that write by themselves, positions or diagnosis, from the one that takes commands (modem §2.7). */
export function noiseMeter() {
	let binary = 0;
	let positions = 0;
	return {
		chunk(chunk: string) {
			if (binary <= mostBinary) binary += chunk.match(/[^\u0020-\u007e\r\n\t\u001a\u001b\u0000]/g)?.length ?? 0;
		},
		line(line: string) {
			if (/^[$!](G[A-Z]|BD|P[A-Z])[A-Z]{2,4},/.test(line)) positions += 1;
		},
		isForeign: () => positions > 0 || binary > mostBinary,
	};
}
