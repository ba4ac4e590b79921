import type { Readable } from "node:stream";
import type { CallName, InputOf, OutputOf } from "../core/api/index.ts";
import type { OpenOptions, Outpost } from "../core/outpost-types.ts";
import type { Terminal } from "./ask-on-terminal.ts";
import type { Args, Flags } from "./flags.ts";
import type { Exit, Outcome } from "./outcome.ts";
import type { Printer } from "./print.ts";
import type { Words } from "./words.ts";

/** One command: how it is written and what it does. It wires flags to calls and answers to words; rules are the core's. */
export interface Command {
	/** What stands behind the command's own words that is no flag, as the usage line shows it: `ID K=V…`. */
	readonly takes?: string;
	/** How many of those there may be; none where left out. */
	readonly words?: { readonly min: number; readonly max: number };
	readonly flags?: Flags;
	run(args: Args, cli: Cli): Promise<Outcome<Exit>>;
}

/** The commands that begin with one word, by the second; `""` where there is no second. */
export type Noun = Readonly<Record<string, Command>>;

/** Whether somebody has to sign in: always; where name and PIN are at hand; nobody. */
export type SignIn = "needed" | "if-known" | "none";

export interface OpenHow {
	signIn?: SignIn;
	/** Whether the command works in one project, which must then be clear. */
	inProject?: boolean;
	/** Whether a folder without an office is taken (`init`). */
	mayBeEmpty?: boolean;
	runGateways?: boolean;
	/** Whether a sync process is kept beside the office while it is open. */
	keepsSync?: boolean;
}

/** The core with somebody signed in at this command's seat. */
export interface Office {
	readonly outpost: Outpost;
	readonly seat: string;
	call<N extends CallName>(name: N, input: InputOf<N>): Promise<Outcome<OutputOf<N>>>;
}

/** What a command has to hand. */
export interface Cli {
	readonly env: NodeJS.ProcessEnv;
	readonly stdin: Readable;
	readonly print: Printer;
	readonly terminal: Terminal;
	readonly paths: Paths;
	/** Sentences; in the language of the person once somebody is signed in. */
	words: Words;
	/** Aborted by SIGINT and SIGTERM from now on; for commands that run until they are ended. */
	untilEnded(): AbortSignal;
	/** Opens the data folder; closed when the command is over. */
	open(args: Args, how?: OpenHow): Promise<Outcome<Office>>;
}

/** Folders and files beside the build, which a bundle can't find by itself. */
export interface Paths {
	readonly locales: string;
	readonly migrations: string;
	/** The folder with `package.json`. */
	readonly root: string;
}

export type OpenCore = (options: OpenOptions) => Promise<Outpost>;
