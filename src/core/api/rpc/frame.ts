import { z } from "zod";

/** Longest frame a window may send, in UTF-16 units: the longest text of a form, escaped, with room to spare. */
export const longestFrame = 256 * 1024;

/** What an oRPC client sends as text: a request, or the end of one. Uploads will come over a door of their own. */
const frame = z.strictObject({
	i: z.string().min(1).max(40),
	t: z.literal([1, 4]).optional(),
	p: z
		.strictObject({
			u: z.string().regex(/^\/(call|listen)$/),
			b: z.unknown().optional(),
		})
		.optional(),
});

export function isFrame(data: unknown): data is string {
	if (typeof data !== "string" || data.length > longestFrame) return false;
	try {
		const read = frame.safeParse(JSON.parse(data));
		return read.success && (read.data.t === 4 || read.data.p !== undefined);
	} catch {
		return false;
	}
}
