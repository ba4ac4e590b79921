import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestOffice } from "../testing/test-office.ts";
import { openLogFile } from "./api/log-file.ts";

const canaries = ["Zubaydah Canary", "12065559876", "206-555-9876", "the blue clinic", "12065551111"];

test("after a day's work no name, number or text can be read in any file of the data folder, nor in the log", async () => {
	const dataDir = mkdtempSync(join(tmpdir(), "outpost-canary-"));
	const log = openLogFile(dataDir);
	const office = await openTestOffice({ dataDir, log });
	const person = await office.must("cases.register", {
		type: "person",
		name: "Zubaydah Canary",
		phone: "206-555-9876",
		properties: [{ name: "village", value: "the blue clinic" }],
		consent: { answer: "yes", channel: "spoken", witness: "Zubaydah Canary" },
	});
	const sheet = Buffer.from(
		`Case Name,contact_phone_number\nZubaydah Canary,206-555-9876\nZubaydah Canary,12065551111\n`,
	);
	const { file } = await office.must("imports.upload", { name: "people.csv", data: sheet.toString("base64") });
	const batch = await office.must("imports.check", {
		file,
		type: "person",
		columns: [
			{ column: 0, to: "name" },
			{ column: 1, to: "contact_phone_number" },
		],
		createNew: true,
	});
	await office.must("imports.report", { batch: batch.id, what: "result" });
	await office.must("drafts.save", { form: "register", value: { name: "Zubaydah Canary" } });
	await office.must("messages.send", { to: `case:${person.id}`, text: "Come to the blue clinic" });
	await office.pump();
	await office.must("messages.simulate", { from: "12065559876", text: "Where is the blue clinic" });
	await office.must("messages.simulate", { from: "12065551111", text: "STOP" });
	await office.call("cases.register", { type: "person", name: "Zubaydah Canary", phone: "nonsense 206-555-9876" });
	await office.call("messages.send", { to: "12065551111", text: "the blue clinic" });
	log.error("call failed", new Error('insert of "Zubaydah Canary" at 12065559876 failed'));
	log.warn("text to +1 206-555-9876 refused");

	const look = () => {
		const hits: string[] = [];
		for (const file of filesUnder(dataDir)) {
			const bytes = readFileSync(file);
			for (const canary of canaries) {
				if (bytes.includes(Buffer.from(canary, "utf8")) || bytes.includes(Buffer.from(canary, "utf16le")))
					hits.push(`${file}: ${canary}`);
			}
		}
		return hits;
	};
	expect(look()).toEqual([]);
	await office.outpost.close();
	expect(look()).toEqual([]);
	expect(filesUnder(dataDir).some((file) => file.endsWith(".log"))).toBe(true);
	rmSync(dataDir, { recursive: true, force: true });
});

test("the audit of that day holds none of it either", async () => {
	const office = await openTestOffice();
	await office.must("cases.register", {
		type: "person",
		name: "Zubaydah Canary",
		phone: "206-555-9876",
		consent: { answer: "yes", channel: "spoken" },
	});
	await office.call("messages.send", { to: "12065559876", text: "the blue clinic" });
	await office.must("messages.simulate", { from: "12065559876", text: "STOP the blue clinic" });
	const all = JSON.stringify(await office.must("audit.list", { limit: 500 }));
	expect(canaries.filter((canary) => all.includes(canary))).toEqual([]);
	await office.close();
});

function filesUnder(dir: string): string[] {
	return readdirSync(dir).flatMap((name) => {
		const path = join(dir, name);
		return statSync(path).isDirectory() ? filesUnder(path) : [path];
	});
}
