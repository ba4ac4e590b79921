import { rememberOwners } from "../contacts/index.ts";
import { readSetting } from "../settings/index.ts";
import { writeInTurn } from "./give-way.ts";
import { hqGroups, hqLocations, hqLocationTypes, hqUser, hqUsers, parsed } from "./hq-answers.ts";
import { type Trouble, troubleOf } from "./line/sort-answer.ts";
import { changeLine, findLine } from "./line-record.ts";
import { cursorOf, listBytes } from "./pull.ts";
import type { Round } from "./push.ts";
import { receiveHqWorker } from "./receive-worker.ts";
import { shortUsername } from "./worker-flat.ts";

const everyMs = 60 * 60_000;
/** Where the line is paid by the megabyte, and somebody presses Try now. */
const meteredEveryMs = 24 * everyMs;
const askedEveryMs = 60_000;
const workersATransaction = 25;

interface Owner {
	id: string;
	kind: "user" | "group" | "location";
	name: string;
}

/**
 * Reads the mobile workers, and who else can own a case: groups and locations that share cases. HQ tells no changes of these, so they are read
 * whole, once an hour or when somebody asks. A list that the user may not read, or that the server does not have, is done without.
 */
export async function readPeople(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const line = findLine(acting);
	const now = acting.clock.nowMs();
	const isMetered = readSetting(acting, "hq.dailyMegabytes") !== "0";
	const pauseMs = round.asked ? askedEveryMs : isMetered ? meteredEveryMs : everyMs;
	if (!line || (line.people_at !== null && Math.abs(now - line.people_at) < pauseMs)) return null;
	const owners: Owner[] = [];
	const keepsCases = new Map<string, boolean>();
	const trouble =
		(await eachPage(round, "api/user/v1/", async (body) => {
			const page = parsed(hqUsers, body);
			owners.push(...(await takeInWorkers(round, page?.objects ?? [])));
			return page?.meta.next;
		})) ??
		(await eachPage(round, "api/group/v1/", (body) => {
			const page = parsed(hqGroups, body);
			for (const { id, name, case_sharing } of page?.objects ?? [])
				if (case_sharing !== false) owners.push({ id, kind: "group", name });
			return page?.meta.next;
		})) ??
		(await eachPage(round, "api/location_type/v1/", (body) => {
			const page = parsed(hqLocationTypes, body);
			for (const { code, shares_cases } of page?.objects ?? []) keepsCases.set(code, shares_cases);
			return page?.meta.next;
		})) ??
		(await eachPage(round, "api/location/v2/", (body) => {
			const page = parsed(hqLocations, body);
			for (const { location_id: id, name, location_type_code: type } of page?.objects ?? [])
				if (keepsCases.get(type ?? "") !== false) owners.push({ id, kind: "location", name });
			return page?.meta.next;
		}));
	if (trouble) return trouble;
	const { store, project } = acting;
	store.write(() => {
		store.prepare("DELETE FROM hq_owner WHERE project_id = ?").run(project.id);
		const insert = store.prepare("INSERT OR REPLACE INTO hq_owner (project_id, hq_id, kind, name) VALUES (?, ?, ?, ?)");
		for (const { id, kind, name } of owners) insert.run(project.id, id, kind, name);
		// Workers are known as such.
		rememberOwners(
			acting,
			owners.filter(({ kind }) => kind !== "user").map(({ name }) => name),
		);
		changeLine(acting, { people_at: now });
	});
	return null;
}

async function takeInWorkers(round: Round, raw: readonly unknown[]): Promise<Owner[]> {
	const owners: Owner[] = [];
	for (let at = 0; at < raw.length; at += workersATransaction) {
		await writeInTurn(round.acting, () => {
			for (const one of raw.slice(at, at + workersATransaction)) {
				const user = hqUser.safeParse(one);
				if (!user.success) continue;
				owners.push({ id: user.data.id, kind: "user", name: shortUsername(user.data.username) });
				const what = receiveHqWorker(round.acting, user.data);
				if (what === "taken") round.pulled += 1;
				if (what === "conflict") round.conflicts += 1;
			}
		});
	}
	return owners;
}

/** A list of HQ's older kind, page by page. */
async function eachPage(
	round: Round,
	path: string,
	take: (body: string) => string | null | undefined | Promise<string | null | undefined>,
): Promise<Trouble | null> {
	let query: string | null = "limit=500";
	while (query !== null) {
		const stop = round.mayGoOn();
		if (stop) return stop;
		const heard = await round.line.ask({ method: "GET", path: `${path}?${query}`, mostBytes: listBytes });
		const trouble = troubleOf(heard);
		if (trouble) return trouble.code === "hq-not-hq" || trouble.code === "hq-sign-in" ? null : trouble;
		const next = heard.came ? await take(heard.body) : null;
		query = next ? cursorOf(next) : null;
	}
	return null;
}
