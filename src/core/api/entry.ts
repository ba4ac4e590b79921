import type { z } from "zod";

/** Far above what any verb takes, so that the verb says what is too long and how long it may be. */
export const longestInput = 2_000_000;

/** Who may do it. `anyone`: before sign-in. Each later one may do all that a clerk may; supervisor and technician differ. */
export type Role = "clerk" | "supervisor" | "technician";
export type Needs = "anyone" | "staff" | Role | "supervisor-or-technician";

/** One line of the contract: what a host may ask of the core. */
export interface Entry<In extends z.ZodType = z.ZodType, Out = unknown> {
	readonly needs: Needs;
	readonly input: In;
	/** Never set; carries the answer's type to the callers. */
	readonly output?: Out;
	/** True where it changes nothing, so that a host may ask again after a broken line. */
	readonly reads: boolean;
}

/** An entry that only reads. `gives<T>()` names the type of its answer. */
export function asks<In extends z.ZodType, Out>(needs: Needs, input: In, _gives: Gives<Out>): Entry<In, Out> {
	return { needs, input, reads: true };
}

/** An entry that changes something. */
export function does<In extends z.ZodType, Out>(needs: Needs, input: In, _gives: Gives<Out>): Entry<In, Out> {
	return { needs, input, reads: false };
}

export interface Gives<Out> {
	readonly type?: Out;
}
export function gives<Out>(): Gives<Out> {
	return {};
}
