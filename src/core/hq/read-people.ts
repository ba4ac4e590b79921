import type { z } from "zod";
import { rememberOwners } from "../contacts/index.ts";
import { hasBudget } from "./budget.ts";
import { writeInTurn } from "./give-way.ts";
import { type HqUser, hqGroup, hqLocation, hqLocationType, hqPage, hqUser, parsed } from "./hq-answers.ts";
import type { Heard } from "./line/open-line.ts";
import { type Trouble, troubleOf } from "./line/sort-answer.ts";
import { changeLine, findLine } from "./line-record.ts";
import { noteUnread } from "./note-unread.ts";
import { cursorOf, listBytes, notHq } from "./pull.ts";
import type { Round } from "./push.ts";
import { nameHere, receiveHqWorker } from "./receive-worker.ts";
import { takenApart } from "./taken-apart.ts";

const everyMs = 60 * 60_000;
/** Where the line is paid by the megabyte, and somebody presses Try now. */
const meteredEveryMs = 24 * everyMs;
const askedEveryMs = 60_000;
const workersATransaction = 25;

interface Owner {
	id: string;
	name: string;
	/** Whether it may own cases. */
	owns: boolean;
}

/**
 * Reads the mobile workers, and who else may own a case: groups and locations, of which some share no cases and can't. HQ tells no changes of these, so they are read
 * whole, once an hour or when somebody asks. A list that the user may not read, or that the server does not have, is done without, and what is known of
 * it stays. Where any other answer comes nothing is taken for read.
 */
export async function readPeople(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const line = findLine(acting);
	const now = acting.clock.nowMs();
	const pauseMs = round.asked ? askedEveryMs : hasBudget(acting) ? meteredEveryMs : everyMs;
	if (!line || (line.people_at !== null && Math.abs(now - line.people_at) < pauseMs)) return null;
	/** By kind, of each list that was there. */
	const owners = new Map<"user" | "group" | "location", Owner[]>();
	const own = (kind: "user" | "group" | "location", more: Owner[]) =>
		owners.set(kind, [...(owners.get(kind) ?? []), ...more]);
	const keepsCases = new Map<string, boolean>();
	const trouble =
		(await readList(round, "api/user/v1/", async (raw) => {
			own("user", await takeInWorkers(round, readable(round, hqUser, "id", raw)));
		})) ??
		(await readList(round, "api/group/v1/", (raw) => {
			const groups = readable(round, hqGroup, "id", raw);
			own(
				"group",
				groups.map(({ id, name, case_sharing }) => ({ id, name, owns: case_sharing !== false })),
			);
		})) ??
		(await readList(round, "api/location_type/v1/", (raw) => {
			for (const { code, shares_cases } of readable(round, hqLocationType, "code", raw))
				keepsCases.set(code, shares_cases);
		})) ??
		(await readList(round, "api/location/v2/", (raw) => {
			const places = readable(round, hqLocation, "location_id", raw);
			own(
				"location",
				places.map(({ location_id: id, name, location_type_code: type }) => ({
					id,
					name,
					owns: keepsCases.get(type ?? "") !== false,
				})),
			);
		}));
	if (trouble) return trouble;
	const { store, project } = acting;
	store.write(() => {
		const forget = store.prepare("DELETE FROM hq_owner WHERE project_id = ? AND kind = ?");
		const insert = store.prepare(
			"INSERT OR REPLACE INTO hq_owner (project_id, hq_id, kind, name, owns) VALUES (?, ?, ?, ?, ?)",
		);
		for (const [kind, list] of owners) {
			forget.run(project.id, kind);
			for (const { id, name, owns } of list) insert.run(project.id, id, kind, name, owns ? 1 : 0);
			// Workers are known as such.
			if (kind !== "user")
				rememberOwners(
					acting,
					list.filter(({ owns }) => owns).map(({ name }) => name),
				);
		}
		changeLine(acting, { people_at: now });
	});
	return null;
}

async function takeInWorkers(round: Round, users: readonly HqUser[]): Promise<Owner[]> {
	const { acting } = round;
	const owners: Owner[] = [];
	for (let at = 0; at < users.length; at += workersATransaction) {
		await writeInTurn(acting, () => {
			for (const user of users.slice(at, at + workersATransaction)) {
				const what = takenApart(acting, user.id, () => receiveHqWorker(acting, user));
				owners.push({ id: user.id, name: nameHere(acting, user), owns: true });
				if (what === "unread") noteUnread(round, "id", [user]);
				if (what === "taken") round.pulled += 1;
				if (what === "conflict") round.conflicts += 1;
			}
		});
	}
	return owners;
}

/** What of a page can be read; the rest is noted. */
function readable<T extends z.ZodType>(round: Round, schema: T, idKey: string, raw: readonly unknown[]): z.output<T>[] {
	const read = raw.map((one) => schema.safeParse(one));
	noteUnread(
		round,
		idKey,
		raw.filter((_, nth) => !read[nth]?.success),
	);
	return read.flatMap((one) => (one.success ? [one.data] : []));
}

/** A list of HQ's older kind, page by page. Not taken at all where it is not there for this user. */
async function readList(
	round: Round,
	path: string,
	take: (objects: readonly unknown[]) => void | Promise<void>,
): Promise<Trouble | null> {
	let query: string | null = "limit=500";
	for (let pages = 0; query !== null; pages++) {
		const stop = round.mayGoOn();
		if (stop) return stop;
		const heard = await round.line.ask({ method: "GET", path: `${path}?${query}`, mostBytes: listBytes });
		if (pages === 0 && isClosed(heard)) return null;
		const trouble = troubleOf(heard);
		if (trouble) return trouble;
		const page = heard.came ? parsed(hqPage, heard.body) : null;
		if (!page) return notHq;
		await take(page.objects);
		query = page.meta.next ? cursorOf(page.meta.next) : null;
	}
	return null;
}

function isClosed(heard: Heard): boolean {
	return heard.came && [401, 403, 404].includes(heard.status);
}
