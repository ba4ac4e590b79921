/** Reads octets in order. Behind the end it gives zeros and remembers that it was short, so that one check at the end is enough. */
export interface OctetReader {
	next(): number;
	take(count: number): Buffer;
	left(): number;
	isShort(): boolean;
}

export function readOctets(octets: Buffer): OctetReader {
	let at = 0;
	let short = false;
	return {
		next() {
			const octet = octets[at];
			if (octet === undefined) short = true;
			at += 1;
			return octet ?? 0;
		},
		take(count) {
			if (at + count > octets.length) short = true;
			const taken = octets.subarray(at, at + count);
			at += count;
			return taken;
		},
		left: () => Math.max(0, octets.length - at),
		isShort: () => short,
	};
}

/** Two decimal digits with their nibbles swapped; -1 where a nibble is no digit. */
export function fromSwapped(octet: number): number {
	const tens = octet & 0x0f;
	const ones = octet >> 4;
	return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
}

export function toSwapped(value: number): number {
	return ((value % 10) << 4) | (Math.floor(value / 10) % 10);
}
