/** One case's part of a form. Names and values are checked before (`whyNotSendable`). */
export interface CaseBlock {
	caseId: string;
	creates: boolean;
	closes: boolean;
	type: string | undefined;
	name: string | undefined;
	ownerId: string | undefined;
	externalId: string | undefined;
	properties: ReadonlyMap<string, string>;
	at: string;
}

export interface FormFacts {
	instanceId: string;
	deviceId: string;
	username: string;
	userId: string;
	at: string;
	blocks: readonly CaseBlock[];
}

/** An OpenRosa form with one block a case (commcare-behaviour §7.5). The same facts make the same bytes. */
export function makeForm({ instanceId, deviceId, username, userId, at, blocks }: FormFacts): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<data xmlns="http://commcarehq.org/outpost/changes" name="Outpost" version="1" uiVersion="1">',
		...blocks.map((block) => caseBlock(block, userId)),
		'<meta xmlns="http://openrosa.org/jr/xforms">',
		element("deviceID", deviceId),
		element("timeStart", at),
		element("timeEnd", at),
		element("username", username),
		element("userID", userId),
		element("instanceID", instanceId),
		"</meta></data>",
	].join("");
}

function caseBlock(block: CaseBlock, userId: string): string {
	const head = `<case xmlns="http://commcarehq.org/case/transaction/v2" case_id="${escaped(block.caseId)}" date_modified="${block.at}" user_id="${escaped(userId)}">`;
	const own = [
		["case_type", block.type],
		["case_name", block.name],
		["owner_id", block.ownerId],
	] as const;
	const elements = own.flatMap(([name, value]) => (value === undefined ? [] : [element(name, value)])).join("");
	const update = [
		block.creates ? "" : elements,
		block.externalId === undefined ? "" : element("external_id", block.externalId),
		...[...block.properties].map(([name, value]) => element(name, value)),
	].join("");
	return [
		head,
		block.creates ? `<create>${elements}</create>` : "",
		update === "" ? "" : `<update>${update}</update>`,
		block.closes ? "<close/>" : "",
		"</case>",
	].join("");
}

function element(name: string, value: string): string {
	return `<${name}>${escaped(value)}</${name}>`;
}

/** A carriage return is written out, or a reader of XML would make a line feed of it. */
function escaped(text: string): string {
	return text.replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Everything that XML 1.0 has no way to say.
const unsayable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Why a property can't stand in a form: a code of the room, or null. */
export function whyNotSendable(
	name: string,
	value: string,
): "hq-property-not-sendable" | "hq-text-not-sendable" | null {
	if (!name.startsWith("@") && !/^[A-Za-z]\w{0,254}$/.test(name)) return "hq-property-not-sendable";
	return unsayable.test(value) || !value.isWellFormed() ? "hq-text-not-sendable" : null;
}
