import type { Store } from "../../storage/index.ts";
import type { UssdForm } from "../at/ussd.ts";

/** What is remembered of a stick, by its IMEI. */
export interface ModemMemory {
	port: string | null;
	baud: number | null;
	/** Pause between the prompt and the text. */
	promptDelayMs: number;
	/** How it takes a service code; null where nobody knows yet. */
	ussd: UssdForm | null;
	/** Milliseconds since 1970 of the last AT+CFUN=1,1. */
	resetAtMs: number | null;
}

const nothing: ModemMemory = { port: null, baud: null, promptDelayMs: 0, ussd: null, resetAtMs: null };

export function recallModem(store: Store, imei: string | null): ModemMemory {
	if (imei === null) return nothing;
	return (
		store
			.prepare<ModemMemory>(
				"SELECT port, baud, prompt_delay_ms AS promptDelayMs, ussd, reset_at AS resetAtMs FROM modem_memory WHERE imei = ?",
			)
			.get(imei) ?? nothing
	);
}

/** Writes down only what is new. A stick without an IMEI is not remembered. */
export function rememberModem(store: Store, imei: string | null, change: Partial<ModemMemory>): void {
	if (imei === null) return;
	const known = recallModem(store, imei);
	const next = { ...known, ...change };
	if (JSON.stringify(next) === JSON.stringify(known)) return;
	store
		.prepare(
			`INSERT INTO modem_memory (imei, port, baud, prompt_delay_ms, ussd, reset_at)
			 VALUES (:imei, :port, :baud, :promptDelayMs, :ussd, :resetAtMs)
			 ON CONFLICT (imei) DO UPDATE SET port = :port, baud = :baud, prompt_delay_ms = :promptDelayMs, ussd = :ussd,
			 reset_at = :resetAtMs`,
		)
		.run({ imei, ...next });
}
