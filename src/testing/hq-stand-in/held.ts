import type { SubmittedForm } from "./read-form.ts";
import { HeldUsers } from "./users.ts";

export interface HeldCase {
	case_id: string;
	case_type: string;
	case_name: string;
	external_id: string;
	owner_id: string;
	closed: boolean;
	properties: Record<string, string>;
	indexed_on: string;
	server_last_modified: string;
}

/** What the stand-in holds, and its own count of what was done to it: the judge of a test. */
export class Held {
	readonly cases = new Map<string, HeldCase>();
	readonly groups: Record<string, unknown>[] = [];
	readonly locations: Record<string, unknown>[] = [];
	readonly locationTypes: Record<string, unknown>[] = [];
	readonly users: HeldUsers;
	/** Bytes of each form by its instanceID. */
	readonly forms = new Map<string, string>();
	/** Forms that came again with the same bytes, and with others. */
	duplicates = 0;
	edits = 0;
	/** Each case's applied values of one property, in order. */
	readonly history = new Map<string, string[]>();
	refuse: (caseId: string) => boolean = () => false;
	watched = "step";
	#clock: number;

	constructor(project: string, startsAtMs = Date.now()) {
		this.users = new HeldUsers(project);
		this.#clock = startsAtMs;
	}

	/** Somebody changes a case on HQ itself. */
	change(id: string, what: Partial<Omit<HeldCase, "properties">> & { properties?: Record<string, string> }): void {
		const before = this.cases.get(id);
		const at = this.#now();
		this.cases.set(id, {
			case_id: id,
			case_type: "person",
			case_name: "",
			external_id: "",
			owner_id: "",
			closed: false,
			...before,
			...what,
			properties: { ...before?.properties, ...what.properties },
			indexed_on: at,
			server_last_modified: at,
		});
	}

	/** Takes a form in (commcare-behaviour §7.5): the same id and bytes change nothing, other bytes under the same id are an edit. */
	submit(form: SubmittedForm, bytes: string): "success" | "failure" {
		const before = this.forms.get(form.instanceId);
		if (before === bytes) {
			this.duplicates += 1;
			return "success";
		}
		if (before !== undefined) this.edits += 1;
		if (form.cases.some((one) => this.refuse(one.id) || lacks(one.create))) return "failure";
		this.forms.set(form.instanceId, bytes);
		for (const { id, create, update, close } of form.cases) {
			const values = new Map([...(create ?? []), ...update]);
			const own = {
				case_type: values.get("case_type"),
				case_name: values.get("case_name"),
				owner_id: values.get("owner_id"),
				external_id: values.get("external_id"),
			};
			for (const name of Object.keys(own)) values.delete(name);
			const told = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
			this.change(id, { ...told, ...(close ? { closed: true } : {}), properties: Object.fromEntries(values) });
			const step = update.get(this.watched);
			if (step !== undefined) this.history.set(id, [...(this.history.get(id) ?? []), step]);
		}
		return "success";
	}

	#now(): string {
		this.#clock = Math.max(this.#clock + 1, Date.now());
		return new Date(this.#clock).toISOString();
	}
}

function lacks(create: Map<string, string> | null): boolean {
	return create !== null && ["case_type", "case_name", "owner_id"].some((name) => !create.get(name));
}
