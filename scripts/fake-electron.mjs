// A folder that electron-builder takes for Electron: all files it copies and renames, none of them a program.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Electron's program keeps its fuses: this word, a version, a count, then a letter each (`0` off, `1` on). */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
export const fuseNames = [
	"runAsNode",
	"cookieEncryption",
	"nodeOptions",
	"nodeCliInspect",
	"embeddedAsarIntegrity",
	"onlyLoadAppFromAsar",
	"browserV8Snapshot",
	"grantFileProtocolExtraPrivileges",
];
/** As Electron is delivered, so that a fuse that nobody sets is seen. */
const delivered = "10110001";

export function makeFakeElectron(folder, version) {
	mkdirSync(join(folder, "locales"), { recursive: true });
	mkdirSync(join(folder, "resources"));
	const fuses = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, delivered.length]), Buffer.from(delivered)]);
	writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from("#!/bin/false\n"), fuses]));
	chmodSync(join(folder, "electron"), 0o755);
	writeFileSync(join(folder, "version"), version);
	const empty = [
		"LICENSE",
		"LICENSES.chromium.html",
		"chrome-sandbox",
		"chrome_crashpad_handler",
		"icudtl.dat",
		"libEGL.so",
	];
	const packs = ["resources.pak", "chrome_100_percent.pak", "chrome_200_percent.pak", "snapshot_blob.bin"];
	const rest = ["libGLESv2.so", "libffmpeg.so", "libvk_swiftshader.so", "libvulkan.so.1", "v8_context_snapshot.bin"];
	for (const file of [...empty, ...packs, ...rest, "locales/en-US.pak"]) writeFileSync(join(folder, file), "");
}

/** The fuses of a program as `{name: isOn}`. */
export function readFuses(program) {
	const at = program.indexOf(sentinel) + sentinel.length;
	if (at < sentinel.length) throw new Error("this program has no fuses");
	return Object.fromEntries(fuseNames.map((name, index) => [name, program[at + 2 + index] === 0x31]));
}
