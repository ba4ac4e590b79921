import type { Clock } from "../ground/index.ts";
import type { SubmittedForm } from "./read-form.ts";
import type { Shelf } from "./shelf.ts";
import { type HeldUser, HeldUsers } from "./users.ts";

/** A case as the case API tells it (commcare-behaviour §7.2). */
export interface HeldCase {
	case_id: string;
	case_type: string;
	case_name: string;
	external_id: string;
	owner_id: string;
	closed: boolean;
	properties: Record<string, string>;
	indices: Record<string, HeldIndex>;
	indexed_on: string;
	server_last_modified: string;
}

export interface HeldIndex {
	case_id: string;
	case_type: string;
	relationship: string;
}

/** What is done to a case; what is left out stays. An index without a case id is taken away. */
export type CaseChange = Partial<Omit<HeldCase, "case_id" | "indexed_on" | "server_last_modified">>;

export interface Shelves {
	cases: Shelf<HeldCase>;
	users: Shelf<HeldUser>;
	/** Bytes of each form by its instanceID. */
	forms: Shelf<string>;
}

/** What an HQ holds. */
export class Held {
	readonly cases: Shelf<HeldCase>;
	readonly forms: Shelf<string>;
	readonly users: HeldUsers;
	readonly groups: Record<string, unknown>[] = [];
	readonly locations: Record<string, unknown>[] = [];
	readonly locationTypes: Record<string, unknown>[] = [];
	readonly #clock: Clock;
	#lastMs = 0;

	constructor(
		project: string,
		clock: Clock,
		shelves: Shelves,
		users: HeldUsers = new HeldUsers(project, shelves.users),
	) {
		this.cases = shelves.cases;
		this.forms = shelves.forms;
		this.users = users;
		this.#clock = clock;
	}

	/** Somebody changes a case, on HQ itself or through one of its doors. */
	change(id: string, what: CaseChange): HeldCase {
		const before = this.cases.get(id);
		const at = this.#now();
		const indices = Object.entries({ ...before?.indices, ...what.indices }).filter(([, index]) => index.case_id !== "");
		const changed: HeldCase = {
			case_id: id,
			case_type: "person",
			case_name: "",
			external_id: "",
			owner_id: "",
			closed: false,
			...before,
			...what,
			properties: { ...before?.properties, ...what.properties },
			indices: Object.fromEntries(indices),
			indexed_on: at,
			server_last_modified: at,
		};
		this.cases.set(id, changed);
		return changed;
	}

	/** Takes a form in (commcare-behaviour §7.5): the same id and bytes change nothing, other bytes under the same id are an edit. */
	submit(form: SubmittedForm, bytes: string): "success" | "failure" {
		if (this.forms.get(form.instanceId) === bytes) return "success";
		if (form.cases.some((one) => lacks(one.create))) return "failure";
		this.forms.set(form.instanceId, bytes);
		for (const block of form.cases) {
			const values = new Map([...(block.create ?? []), ...block.update]);
			const own = {
				case_type: values.get("case_type"),
				case_name: values.get("case_name"),
				owner_id: values.get("owner_id"),
				external_id: values.get("external_id"),
			};
			for (const name of Object.keys(own)) values.delete(name);
			const told = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
			this.change(block.id, {
				...told,
				...(block.close ? { closed: true } : {}),
				properties: Object.fromEntries(values),
			});
		}
		return "success";
	}

	/** Never the same instant twice, so that the order in which cases were indexed is known. */
	#now(): string {
		this.#lastMs = Math.max(this.#lastMs + 1, this.#clock.nowMs());
		return new Date(this.#lastMs).toISOString();
	}
}

function lacks(create: Map<string, string> | null): boolean {
	return create !== null && ["case_type", "case_name", "owner_id"].some((name) => !create.get(name));
}
