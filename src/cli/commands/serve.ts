import type { Noun } from "../command.ts";
export const serve: Noun = {};
