import { hostname } from "node:os";
import type { Acting } from "../api/acting.ts";
import { fail, isAlive, newId, ok, type Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { HqPlace } from "./line/open-line.ts";
import { nameOf, placeOf } from "./line-record.ts";

/**
 * One that carries, as the office's others know it. Two that carry a project to different servers would make each other forget, with every turn, what is
 * known of theirs and what is parked for it. So it goes to one at a time, and the connection that is set comes before an address given for one run.
 */
export interface Carrier {
	/** Whether it may carry there; from then on the others know. Problem `hq-elsewhere`. */
	comesTo(acting: Acting, place: HqPlace): Result<undefined>;
	/** Of one project, or of all. */
	leave(acting?: Acting): void;
}

export function makeCarrier(store: Store): Carrier {
	const me = newId();
	/** Where it carries each project to, as it stands in the database. */
	const at = new Map<string, string>();
	return {
		comesTo(acting, place) {
			const { id } = acting.project;
			const name = nameOf(place);
			const set = placeOf(acting);
			const isSet = set !== null && nameOf(set) === name;
			if (isSet && at.get(id) === name) return ok();
			const others = store
				.prepare<Other>("SELECT owner, pid, host, place FROM hq_carrier WHERE project_id = ? AND owner <> ?")
				.all(id, me);
			const elsewhere = others.find((one) => one.place !== name && lives(one));
			if (elsewhere && !isSet)
				return fail("hq-elsewhere", { details: { server: elsewhere.place.split(" ")[0] ?? "" } });
			if (at.get(id) === name) return ok();
			store.write(() => {
				for (const { owner } of others.filter((one) => !lives(one)))
					store.prepare("DELETE FROM hq_carrier WHERE owner = ?").run(owner);
				store
					.prepare("INSERT OR REPLACE INTO hq_carrier (project_id, owner, pid, host, place) VALUES (?, ?, ?, ?, ?)")
					.run(id, me, process.pid, hostname(), name);
			});
			at.set(id, name);
			return ok();
		},
		leave(acting) {
			for (const id of acting ? [acting.project.id] : [...at.keys()])
				if (at.delete(id)) store.prepare("DELETE FROM hq_carrier WHERE owner = ? AND project_id = ?").run(me, id);
		},
	};
}

/** Whether somebody alive carries the acting project, wherever to. */
export function isCarried({ store, project }: Acting): boolean {
	return store
		.prepare<Other>("SELECT owner, pid, host, place FROM hq_carrier WHERE project_id = ?")
		.all(project.id)
		.some(lives);
}

interface Other {
	owner: string;
	pid: number;
	host: string;
	place: string;
}

function lives({ pid, host }: Other): boolean {
	return host === hostname() && isAlive(pid);
}
