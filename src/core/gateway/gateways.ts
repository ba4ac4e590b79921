import type { Clock, Log, Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type {
	Choice,
	DetectedModem,
	GatewayDetails,
	GatewayKind,
	GatewayView,
	PracticeText,
	Route,
	SignalSample,
	WaitingText,
} from "./api.ts";
import type { GatewayHooks, OutgoingText } from "./hooks.ts";
import type { SerialPorts } from "./line/line.ts";
import type { Balance } from "./modem/ask-balance.ts";
import type { Timing } from "./modem/timing.ts";

export interface GatewayOptions {
	store: Store;
	clock: Clock;
	log: Log;
	hooks: GatewayHooks;
	/** Waits and limits in milliseconds; tests shorten them. */
	timing?: Partial<Timing>;
	/** Where modems are looked for; left out: the ports of this machine. */
	serial?: SerialPorts;
}

/** What a technician gives to set a gateway up. Settings: `sendGapMs`, `hourlyCap`, `dailyCap`, `validityMinutes`, `deliveryReports` and those of the kind. */
export interface NewGateway {
	name: string;
	kind: GatewayKind;
	/** Path of a serial port, or several with commas between. Left out for a modem: ports of known modems are tried. */
	port?: string;
	pin?: string;
	/** Digits people answer to, where it is not the SIM's own number. */
	replyTo?: string;
	/** What people there should know about answering. */
	countryNote?: string;
	settings?: { name: string; value: string }[];
}

/** What is to change; what is left out stays, an empty text takes a value away. */
export type GatewayChange = Partial<Omit<NewGateway, "name" | "kind">>;

/** Of a text whose fate is not known, what is known. */
export interface UnknownFacts {
	problem: string;
	/** Parts by number from 1. */
	unknownParts: number[];
	sentParts: number[];
	typedAt: string | null;
	/** Last digits of the SIM. */
	sim: string | null;
	/** Reference of a long text. */
	reference: number | null;
	wasRepeated: boolean;
	mayReport: boolean;
}

/** What happened at a gateway, told after its commit. Printed by `gateway run --json`. */
export interface GatewayEvent {
	event: "state" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "retry" | "received";
	at: string;
	gateway: string;
	messageId?: string;
	[more: string]: string | number | boolean | null | undefined;
}

/** What is left when nothing more can be done now. Counts of messages. */
export interface Idle {
	/** Queued still: gateway away, paused, capped, or a later try is set. */
	waiting: number;
	/** Failed or unknown since this process started its gateways. */
	failed: number;
}

/** The gateways of one office. Synchronous verbs are one short transaction each and join the caller's. */
export interface Gateways {
	/** Problems: `gateway-exists`, `unknown-setting`, `bad-setting`, `kind-not-available`. Serves nobody before a route is set. */
	add(gateway: NewGateway): Result<GatewayView>;
	/** What is queued on it fails with `GATEWAY_REMOVED`. Problem: `gateway-not-found`. */
	remove(name: string): Result<{ name: string }>;
	/** All gateways this project may use, with its own routes and those that hold everywhere. */
	list(projectId: string): GatewayView[];
	/** Numbers that begin with `prefix` (or `*`: all others) go to that gateway; `projectId` null: in every project. Replaces an earlier route of the same prefix. */
	route(projectId: string | null, prefix: string, name: string): Result<GatewayView>;
	/** The gateway at which people answer to that number, null where there is none. */
	gatewayOfNumber(digits: string): string | null;
	/** Problem: `route-not-found`. */
	unroute(projectId: string | null, prefix: string): Result<{ prefix: string }>;
	/** All routes of a project in the order of decision. */
	routes(projectId: string): Route[];
	/** Problems: `gateway-not-found`, `unknown-setting`, `bad-setting`. */
	change(name: string, wish: GatewayChange): Result<GatewayView>;
	/** Everything about one gateway. `isTechnical`: the SIM's number is told whole. Problem: `gateway-not-found`. */
	show(projectId: string, name: string, isTechnical: boolean): Result<GatewayDetails>;
	/** What waits there. `isMasked`: numbers are not told. Problem: `gateway-not-found`. */
	queue(name: string, limit: number, isMasked: boolean): Result<WaitingText[]>;
	/** Signal of the last days, oldest first. */
	signal(name: string, days: number): SignalSample[];
	/** A paused gateway takes in texts and sends none. */
	pause(name: string, paused: boolean): Result<GatewayView>;

	/**
	 * The gateway for a number (commcare-behaviour §6.3). `backendId` is the contact's `contact_backend_id`; blank counts as unset.
	 * Problems: `GATEWAY_NOT_FOUND` (a named one never falls back), `NO_SUITABLE_GATEWAY`.
	 */
	choose(projectId: string, digits: string, backendId?: string | null): Result<string>;
	/** The same with its reason, for people. `officeCountry`: ISO. */
	explain(projectId: string, digits: string, backendId: string | undefined, officeCountry: string): Choice;
	/**
	 * Why no text may go to that number on that gateway, for the money it would cost, or null: `number-premium`, `number-shared-cost`,
	 * `number-toll-free`, `number-short`, `number-emergency`, `number-satellite`, `UNSUPPORTED_COUNTRY`. `officeCountry`: ISO.
	 */
	refuses(name: string, digits: string, officeCountry: string): string | null;
	/** Whether it is the number of one of these gateways: a text from there is our own. */
	isOwnNumber(digits: string): boolean;
	/** Digits people answer to when a text goes out there, null where unknown. */
	replyTo(name: string): string | null;

	/**
	 * Writes the text's parts as PDUs, inside the caller's transaction. `onSendState` is not called for the state `queued` that follows from it.
	 * Problems: `MESSAGE_BLANK`, `MESSAGE_TOO_LONG` (over 10 parts), `GATEWAY_NOT_FOUND`, `INVALID_DESTINATION_NUMBER`.
	 */
	enqueue(text: OutgoingText): Result<{ parts: number }>;
	/** Lets a held text go. False where it is not held. `onSendState` tells of it. */
	release(messageId: string): boolean;
	/** What is known of a text of unknown fate, null where it is not unknown. */
	unknownFacts(messageId: string): UnknownFacts | null;
	/** Takes a text back. False where a part has been typed already (or the text is not known): it goes on. `onSendState` is not called. */
	cancel(messageId: string): boolean;
	/** A person settles an `unknown`; what follows is told by `onSendState`. Problem: `not-unknown`. */
	settle(messageId: string, as: "was-sent" | "send-again"): Result<undefined>;

	/** After a restore: what had not left may have left since, and becomes `unknown`. Returns how many texts. Inside the caller's transaction. */
	doubtUnsent(): number;

	/** Asks for the lease, of which there is one in the office, and runs the gateways while it is held. False: another process has it; this one goes on trying. */
	start(): boolean;
	/** Whether the gateways run in this process now. */
	running(): boolean;
	/** Finishes the SMS under way, closes the ports, gives the lease back. */
	stop(): Promise<void>;
	/** Resolves when nothing can be sent or taken in any more now. Needs `start`. */
	untilIdle(signal?: AbortSignal): Promise<Idle>;

	/**
	 * Takes in a text as if the network had sent it to that gateway (left out: the first simulated one, else the first), in this process and
	 * without the lease. Returns the ids of the texts handed to `onText`. Problem: `gateway-not-found`, `no-sender`.
	 */
	receive(text: { gateway?: string; from: string; text: string; at?: string }): Result<string[]>;
	/** Probes ports of known modems and those named; see the contract's `gateway.detect`. */
	detect(ports: readonly string[]): Promise<DetectedModem[]>;
	/**
	 * Asks the operator for the credit by the gateway's `balanceCode`, between two texts. Problems: `gateway-not-found`, `gateways-elsewhere`,
	 * `gateway-not-ready`, `balance-code-missing`, `ussd-unsupported`, `ussd-no-answer`.
	 */
	balance(name: string): Promise<Result<Balance>>;
	practice: PracticePhone;
	/** Returns the way to stop. */
	listen(heard: (event: GatewayEvent) => void): () => void;
	/** The last lines between Outpost and that modem, with numbers and texts masked. Empty where it does not run here. */
	maskedDialogue(name: string): string[];
}

/** The phone at the other end of the simulated modem's radio. */
export interface PracticePhone {
	/** Numbers that have texts there, newest first. */
	phones(): { digits: string; lastAt: string }[];
	/** Oldest first. */
	conversation(digits: string): PracticeText[];
	/** Somebody there types a text. Problem: `no-simulated-modem`. */
	text(from: string, text: string): Result<{ accepted: boolean }>;
}
