import { parseArgs } from "node:util";
import { misuse, type Outcome } from "./outcome.ts";

/** `value` takes one, `list` may be given several times, `switch` takes none. */
export type FlagKind = "value" | "list" | "switch";

export interface Flag {
	readonly kind: FlagKind;
	/** What stands for the value in the usage line, such as `NAME`. */
	readonly takes?: string;
	readonly needed?: true;
}

export type Flags = Readonly<Record<string, Flag>>;

/** Flags that every command takes. */
export const commonFlags = {
	data: { kind: "value", takes: "DIR" },
	project: { kind: "value", takes: "NAME" },
	json: { kind: "switch" },
	help: { kind: "switch" },
} as const satisfies Flags;

/** What stood on the command line behind the command's own words. */
export interface Args {
	/** What is no flag, in order. */
	readonly words: readonly string[];
	/** The value of a flag, or undefined where it was not given. */
	value(flag: string): string | undefined;
	/** Like `value`, for a flag that the parser has made sure of. */
	given(flag: string): string;
	/** All values of a flag that may be given several times. */
	all(flag: string): readonly string[];
	has(flag: string): boolean;
}

/**
 * Reads flags as `--flag value` and `--flag=value`. Behind `=` a value is taken as it stands; standing alone it may not look like
 * a flag. Misuses: `unknown-flag`, `value-missing`, `value-looks-like-flag`, `flag-twice`, `no-value-taken`, `flag-missing`.
 */
export function readFlags(argv: readonly string[], flags: Flags): Outcome<Args> {
	const known = new Map(Object.entries(flags));
	const options = Object.fromEntries(
		[...known].map(([name, flag]) => [
			name,
			{ type: flag.kind === "switch" ? ("boolean" as const) : ("string" as const) },
		]),
	);
	const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });

	const words: string[] = [];
	const values = new Map<string, string[]>();
	for (const token of tokens) {
		if (token.kind === "positional") words.push(token.value);
		if (token.kind !== "option") continue;
		const flag = known.get(token.name);
		if (!flag) return misuse("unknown-flag", { flag: token.rawName });
		const read = readValue(token, flag);
		if (!read.ok) return read;
		const before = values.get(token.name) ?? [];
		if (flag.kind === "value" && before.length > 0) return misuse("flag-twice", { flag: token.rawName });
		values.set(token.name, read.value === null ? [] : [...before, read.value]);
	}
	for (const [name, flag] of known) {
		if (flag.needed && !values.has(name)) return misuse("flag-missing", { flag: `--${name}` });
	}
	const value = (flag: string) => values.get(flag)?.[0];
	return {
		ok: true,
		value: {
			words,
			value,
			given: (flag) => value(flag) ?? "",
			all: (flag) => values.get(flag) ?? [],
			has: (flag) => (values.get(flag)?.length ?? 0) > 0,
		},
	};
}

interface OptionToken {
	name: string;
	rawName: string;
	value?: string | undefined;
	inlineValue?: boolean | undefined;
}

function readValue(token: OptionToken, flag: Flag): Outcome<string | null> {
	const { value, rawName } = token;
	if (flag.kind === "switch") {
		if (value === undefined || value === "true") return { ok: true, value: "true" };
		return value === "false" ? { ok: true, value: null } : misuse("no-value-taken", { flag: rawName });
	}
	if (value === undefined) return misuse("value-missing", { flag: rawName });
	// A number may begin with a dash or a bracket; a letter behind the dash is more likely a forgotten value.
	if (!token.inlineValue && /^-[\p{L}-]/u.test(value)) return misuse("value-looks-like-flag", { flag: rawName, value });
	return { ok: true, value };
}
