import type { Breach, Wall } from "./breach.ts";
import { isTest } from "./source-facts.ts";

/** What stands in `src/core` and is no room: anyone in the core may use it. */
const shelves = new Set(["ground", "storage", "api"]);

/**
 * Which room may call which. A room that is missing here may call nobody. Types of another room's `api.ts` are part of the
 * contract and free for all.
 */
export const mayCall: Record<string, readonly string[]> = {
	audit: [],
	gateway: ["audit"],
	settings: ["audit"],
	staff: ["audit", "settings"],
	consent: ["audit", "settings"],
	"phone-numbers": ["messaging", "consent", "audit", "settings"],
	contacts: ["phone-numbers", "consent", "audit", "settings"],
	"self-registration": ["contacts", "consent", "phone-numbers", "messaging", "audit", "settings"],
	surveys: ["contacts", "consent", "phone-numbers", "messaging", "audit", "settings"],
	"spreadsheet-import": ["contacts", "consent", "phone-numbers", "audit", "settings"],
	exports: ["spreadsheet-import", "contacts", "consent", "audit"],
	messaging: ["consent", "gateway", "audit", "settings"],
	"practice-hq": ["settings"],
	hq: ["audit", "contacts", "consent", "phone-numbers", "settings"],
	reports: ["audit", "backup", "contacts", "consent", "gateway", "hq", "messaging", "phone-numbers", "settings"],
	backup: ["audit", "gateway", "settings", "staff"],
};

export function roomOf(path: string): string | null {
	return /^src\/core\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** A room enters another by its `index.ts` (or its `api.ts`) and only where the table allows it. */
export const roomsEnterByTheDoor: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		const room = roomOf(source.path);
		if (!room || isTest(source.path)) continue;
		for (const { target, typeOnly, line } of source.imports) {
			const other = roomOf(target);
			if (!other || other === room || shelves.has(other) || room === "api") continue;
			const breach = (why: string) => breaches.push({ path: source.path, line, why });
			const contract = target === `src/core/${other}/api.ts`;
			if (shelves.has(room)) breach(`${room} stands below the rooms and may not import ${other}`);
			else if (target !== `src/core/${other}/index.ts` && !contract)
				breach(`enter ${other} by its index.ts, not ${target}`);
			else if (!(contract && typeOnly) && !mayCall[room]?.includes(other)) breach(`${room} may not call ${other}`);
		}
	}
	return breaches;
};

/** The shared contract folder reads the rooms' `api.ts` and nothing else of them. */
export const contractReadsApis: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (roomOf(source.path) !== "api" || isTest(source.path)) continue;
		for (const { target, line } of source.imports) {
			const other = roomOf(target);
			if (!other || other === "api" || shelves.has(other) || /^src\/core\/[^/]+\/api\.ts$/.test(target)) continue;
			breaches.push({ path: source.path, line, why: `the contract reads a room's api.ts only, not ${target}` });
		}
	}
	return breaches;
};

const hosts = new Set(["main", "preload", "web", "cli", "sync", "renderer"]);

/** Hosts hold no rules: they open the core by its front door. The core knows no host. */
export const hostsUseTheFrontDoor: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (isTest(source.path)) continue;
		const host = /^src\/([^/]+)\//.exec(source.path)?.[1] ?? "";
		for (const { target, line } of source.imports) {
			const breach = (why: string) => breaches.push({ path: source.path, line, why });
			const into = /^src\/([^/]+)\//.exec(target)?.[1] ?? "";
			if (host === "core" && (hosts.has(into) || into === "testing")) breach(`the core may not import ${target}`);
			if (!hosts.has(host)) continue;
			if (into === "testing") breach(`${target} is for tests`);
			if (into === "core" && !frontDoor(host, target))
				breach(`hosts import core/outpost and core/api only, not ${target}`);
			if (host === "renderer" && hosts.has(into) && into !== "renderer") breach(`screens may not import ${target}`);
		}
	}
	return breaches;
};

function frontDoor(host: string, target: string): boolean {
	if (target.startsWith("src/core/api/")) return true;
	if (host === "renderer" || host === "preload") return false;
	return /^src\/core\/outpost(-types)?\.ts$/.test(target);
}
