import { SaxesParser } from "saxes";

/** What a submitted form asks for, read as HQ would: from the bytes alone. */
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

const caseSpace = "http://commcarehq.org/case/transaction/v2";
const metaSpace = "http://openrosa.org/jr/xforms";
const needed = ["deviceID", "timeStart", "timeEnd", "username", "userID", "instanceID"];

/** Null where it is no XML. */
export function readForm(xml: string): SubmittedForm | null {
	const parser = new SaxesParser({ xmlns: true });
	const meta = new Map<string, string>();
	const cases: SubmittedCase[] = [];
	const open: { name: string; space: string }[] = [];
	let text = "";
	parser.on("opentag", ({ local: name, uri: space, attributes }) => {
		const value = (key: string) => attributes[key]?.value ?? "";
		text = "";
		const within = open.at(-1);
		const current = cases.at(-1);
		if (name === "case" && space === caseSpace)
			cases.push({ id: value("case_id"), create: null, update: new Map(), close: false });
		else if (within?.name === "case" && current && name === "create") current.create = new Map();
		else if (within?.name === "case" && current && name === "close") current.close = true;
		open.push({ name, space });
	});
	parser.on("text", (piece) => {
		text += piece;
	});
	parser.on("closetag", () => {
		const closed = open.pop();
		const within = open.at(-1);
		const current = cases.at(-1);
		if (closed && within?.name === "meta" && within.space === metaSpace) meta.set(closed.name, text);
		if (closed && within?.space === caseSpace && within.name === "create") current?.create?.set(closed.name, text);
		if (closed && within?.space === caseSpace && within.name === "update") current?.update.set(closed.name, text);
		text = "";
	});
	try {
		parser.write(xml).close();
	} catch {
		return null;
	}
	return {
		instanceId: meta.get("instanceID") ?? "",
		hasMeta: needed.every((name) => meta.has(name)),
		cases,
	};
}
