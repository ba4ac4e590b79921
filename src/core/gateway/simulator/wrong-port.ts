import type { FarEnd } from "../line/line-pair.ts";

/** Ports of a stick that are not the one for texts (modem §2.7). */
export const wrongPorts = ["diag", "nmea", "echo", "silent", "no-texts"] as const;
export type WrongPort = (typeof wrongPorts)[number];

const beatMs = 100;
/** What each says by itself, and to a line that was typed. */
const habits: Record<WrongPort, { beat?: string; answer?(line: string, imei: string): string }> = {
	diag: { beat: "\u007e\u001d\u0001\u0098\u00f2\u007e" },
	nmea: { beat: "$GPGSV,1,1,00*79\r\n$GPRMC,,V,,,,,,,,,,N*53\r\n" },
	echo: { answer: (line) => `${line}\r` },
	silent: {},
	"no-texts": { answer: onlyData },
};

/** Something that can be plugged into a line and is no modem for texts. */
export function wrongPort(kind: WrongPort, imei: string): { plug(far: FarEnd): void } {
	const { beat, answer } = habits[kind];
	return {
		plug(far) {
			let input = "";
			const timer = beat === undefined ? undefined : setInterval(() => far.write(beat), beatMs);
			far.onClose(() => clearInterval(timer));
			far.onData((chunk) => {
				input += chunk;
				const lines = input.split("\r");
				input = lines.pop() ?? "";
				for (const line of lines) if (line.trim() !== "" && answer) far.write(answer(line.trim(), imei));
			});
		},
	};
}

/** A data port: it speaks AT, knows its IMEI, and takes no texts. */
function onlyData(line: string, imei: string): string {
	const command = line.toUpperCase().replace(/^[^A]*AT/, "");
	const ok = `\r\nOK\r\n`;
	if (command === "+CGSN") return `\r\n${imei}\r\n${ok}`;
	return /^(?:|Z|E[01]|V1|Q0|\+CMEE=[012]|I)$/.test(command) ? ok : "\r\nERROR\r\n";
}
