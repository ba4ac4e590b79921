/** What a submitted form asks for, read as HQ would: from the bytes alone. Null where it is no XML of that kind. */
export interface SubmittedForm {
	instanceId: string;
	cases: SubmittedCase[];
	hasMeta: boolean;
}

export interface SubmittedCase {
	id: string;
	create: Map<string, string> | null;
	update: Map<string, string>;
	close: boolean;
}

export function readForm(xml: string): SubmittedForm | null {
	if (!/^\s*(<\?xml[^>]*\?>)?\s*<\w+[\s\S]*<\/\w+>\s*$/.test(xml)) return null;
	const meta = /<meta xmlns="http:\/\/openrosa\.org\/jr\/xforms">([\s\S]*?)<\/meta>/.exec(xml)?.[1];
	const told = childrenOf(meta ?? "");
	const wanted = ["deviceID", "timeStart", "timeEnd", "username", "userID", "instanceID"];
	const blocks = xml.matchAll(
		/<case xmlns="http:\/\/commcarehq\.org\/case\/transaction\/v2" case_id="([^"]+)" date_modified="[^"]+" user_id="[^"]*">([\s\S]*?)<\/case>/g,
	);
	return {
		instanceId: told.get("instanceID") ?? "",
		hasMeta: wanted.every((name) => told.has(name)),
		cases: [...blocks].map(([, id = "", inside = ""]) => {
			const create = /<create>([\s\S]*?)<\/create>/.exec(inside)?.[1];
			return {
				id: plain(id),
				create: create === undefined ? null : childrenOf(create),
				update: childrenOf(/<update>([\s\S]*?)<\/update>/.exec(inside)?.[1] ?? ""),
				close: /<close\/>/.test(inside),
			};
		}),
	};
}

function childrenOf(xml: string): Map<string, string> {
	return new Map(
		[...xml.matchAll(/<([A-Za-z]\w*)>([^<]*)<\/\1>/g)].map(([, name = "", value = ""]) => [name, plain(value)]),
	);
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
	return text
		.replace(/\r\n?/g, "\n")
		.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_all, decimal, hex, name) =>
			name ? (named[name] ?? "") : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
		);
}
