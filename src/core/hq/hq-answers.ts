import { z } from "zod";

const text = z.string().max(1_000_000);

/** One case as HQ's case API tells it (commcare-behaviour §7.2). What is not named here is not looked at. */
export const hqCase = z.object({
	case_id: z.string().min(1).max(255),
	case_type: text,
	case_name: text.nullish().transform((name) => name ?? ""),
	external_id: text.nullish().transform((id) => id ?? null),
	owner_id: text.nullish().transform((id) => id ?? ""),
	closed: z.boolean(),
	server_last_modified: z.string().max(60).nullish(),
	indexed_on: z.string().max(60).nullish(),
	// From pairs, so that a name such as `__proto__` is data.
	properties: z
		.record(z.string().max(1000), text.nullable())
		.transform((all) => Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value ?? ""]))),
});
export type HqCase = z.infer<typeof hqCase>;

export const hqCaseList = z.object({
	cases: z.array(z.unknown()).max(5000),
	next: z.string().max(4000).nullish(),
	matching_records: z.number().int().nonnegative().nullish(),
});

/** A page of one of HQ's older lists; each thing in it is read by itself, so that an odd one keeps no other from being read. */
export const hqPage = z.object({
	meta: z.object({ next: z.string().nullish(), total_count: z.number().nullish() }),
	objects: z.array(z.unknown()).max(5000),
});
const short = z.string().max(10_000).nullish();
/** A mobile worker as the user API tells it (commcare-behaviour §7.4). A field that an HQ does not tell stays undefined. */
export const hqUser = z.object({
	id: z.string().min(1).max(255),
	username: z.string().min(1).max(1000),
	first_name: short,
	last_name: short,
	email: short,
	language: short,
	phone_numbers: z.array(short).max(1000).nullish(),
	default_phone_number: short,
});
export type HqUser = z.infer<typeof hqUser>;

export const hqGroup = z.object({
	id: z.string().min(1).max(255),
	name: z.string().max(1000),
	case_sharing: z.boolean().nullish(),
});
export const hqLocation = z.object({
	location_id: z.string().min(1).max(255),
	name: z.string().max(1000),
	location_type_code: z.string().max(1000).nullish(),
});
export const hqLocationType = z.object({ code: z.string().max(1000), shares_cases: z.boolean() });

/** The text of an answer as what it should be, or null. */
export function parsed<T extends z.ZodType>(schema: T, body: string): z.output<T> | null {
	try {
		const read = schema.safeParse(JSON.parse(body));
		return read.success ? read.data : null;
	} catch {
		return null;
	}
}
