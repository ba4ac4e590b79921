import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { dataFolder } from "./data-folder.ts";

it("takes the flag, then OUTPOST_DATA", () => {
	expect(dataFolder("here", { OUTPOST_DATA: "/there" })).toBe(resolve("here"));
	expect(dataFolder(undefined, { OUTPOST_DATA: "/there" })).toBe(resolve("/there"));
});

it.each([
	["linux", { HOME: "/home/a" }, "/home/a/.local/share/outpost"],
	["linux", { HOME: "/home/a", XDG_DATA_HOME: "/data" }, "/data/outpost"],
	["linux", { HOME: "/home/a", XDG_DATA_HOME: "data" }, "/home/a/.local/share/outpost"],
	["linux", {}, join(homedir(), ".local/share/outpost")],
	["darwin", { HOME: "/Users/a" }, "/Users/a/Library/Application Support/Outpost"],
	["win32", { APPDATA: "/a/AppData/Roaming" }, "/a/AppData/Roaming/Outpost"],
	["win32", { USERPROFILE: "/a" }, "/a/AppData/Roaming/Outpost"],
] as const)("is the application data folder of a person on %s with %j", (platform, env, expected) => {
	expect(dataFolder(undefined, env, platform)).toBe(expected);
});
