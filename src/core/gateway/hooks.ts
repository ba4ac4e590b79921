/**
 * What the gateway asks and tells. It knows parts, modems and numbers as the network gives them; consent, contacts and
 * wording live behind these functions, which `outpost.ts` hands over at the start.
 */
export interface GatewayHooks {
	/** True while texts that came in have not been handled: a STOP among them goes before the next text out (reliability B9). */
	isBehind(): boolean;
	/**
	 * Asked inside the transaction that marks a part `typed`, before its first byte goes to the modem, so that a STOP
	 * committed a moment ago still wins. The code says why it must not go (`PHONE_NUMBER_OPTED_OUT` …); null: it may.
	 */
	whyNotSend(messageId: string): string | null;
	/** Inside the transaction that changed the message's parts. `at` is ISO in UTC. */
	onSendState(messageId: string, change: { state: SendState; problem: string | null; at: string }): void;
	/** Inside the transaction that made an incoming text whole (or gave up waiting for the rest of it). */
	onText(text: InboundText): void;
}

/** How far a whole message is, over all its parts. */
export type SendState = "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "held";

export interface InboundText {
	/** Made by the gateway; the same text is never handed over twice under two ids. */
	id: string;
	gateway: string;
	/** As the network gave it: digits without plus for international numbers, else as sent (`*123`, `0712…`, letters). */
	from: string;
	/** True where the network marked the sender as an international number. */
	international: boolean;
	/** Null where the PDU could not be read. */
	text: string | null;
	/** True where a part was missing after ten minutes. */
	incomplete: boolean;
	/** When the network took it (the centre's stamp), ISO in UTC; the laptop's time where the stamp is unreadable. */
	networkAt: string;
	/** When it was committed here. */
	receivedAt: string;
	/** Country of the SIM where known (ISO, upper case). */
	simCountry: string | null;
}

export type Priority = "verification" | "reply" | "bulk";

/** A text to hand to a gateway. Called inside the caller's transaction. */
export interface OutgoingText {
	messageId: string;
	gateway: string;
	/** International digits, no plus. */
	to: string;
	text: string;
	priority: Priority;
	/** Minutes after which the network may drop it. */
	validityMinutes?: number;
	/** Waits for a person to release it; the code says why. */
	held?: string;
}
