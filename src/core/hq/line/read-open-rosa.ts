import { SaxesParser } from "saxes";

export interface OpenRosa {
	/** `submit_success`, `submit_error`, `processing_failure` … */
	nature: string;
	said: string;
}

const space = "http://openrosa.org/http/response";

/**
 * HQ's answer to a form (commcare-behaviour §7.5), or null for whatever else: one `message` in an `OpenRosaResponse` of OpenRosa's own name
 * space and nothing more. A page of a hotel's network that quotes one is never taken for it.
 */
export function readOpenRosa(body: string): OpenRosa | null {
	const parser = new SaxesParser({ xmlns: true });
	const open: string[] = [];
	let found: OpenRosa | null = null;
	const isOther = () => {
		throw new Error("not of HQ");
	};
	parser.on("doctype", isOther);
	parser.on("opentag", ({ local, uri, attributes }) => {
		const path = [...open, uri === space ? local : ""].join("/");
		open.push(local);
		if (path === "OpenRosaResponse" && !found) return;
		if (path !== "OpenRosaResponse/message" || found) return isOther();
		found = { nature: attributes.nature?.value ?? "", said: "" };
	});
	const hear = (text: string) => {
		if (found && open.length === 2) found.said += text;
		else if (text.trim() !== "") isOther();
	};
	parser.on("text", hear);
	parser.on("cdata", hear);
	parser.on("closetag", () => {
		open.pop();
	});
	try {
		parser.write(body.replace(/^\uFEFF/, "").trimStart()).close();
	} catch {
		return null;
	}
	return found;
}
