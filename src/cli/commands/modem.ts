import type { Noun } from "../command.ts";
export const modem: Noun = {};
