import type { Clock } from "../../core/ground/index.ts";
import type { ApiAnswer } from "../../core/practice-hq/case-api.ts";
import { Held, type Shelves } from "../../core/practice-hq/held.ts";
import type { SubmittedForm } from "../../core/practice-hq/read-form.ts";
import { HeldUsers } from "../../core/practice-hq/users.ts";

/** What the HQ of practice holds under a judge, who counts what is done to it and can have it refuse. */
export class JudgedHeld extends Held {
	declare readonly users: JudgedUsers;
	/** Forms that came again with the same bytes, and with others. */
	duplicates = 0;
	edits = 0;
	/** Cases whose forms fail. */
	refuse: (caseId: string) => boolean = () => false;
	/** Told of each form that was applied, and of its bytes. */
	onForm: (form: SubmittedForm, bytes: string) => void = () => {};

	constructor(project: string, clock: Clock, shelves: Shelves) {
		super(project, clock, shelves, new JudgedUsers(project, shelves.users));
	}

	override submit(form: SubmittedForm, bytes: string): "success" | "failure" {
		const before = this.forms.get(form.instanceId);
		const isAgain = before === bytes;
		if (isAgain) this.duplicates += 1;
		else if (before !== undefined) this.edits += 1;
		if (!isAgain && form.cases.some((one) => this.refuse(one.id))) return "failure";
		const said = super.submit(form, bytes);
		if (!isAgain && said === "success") this.onForm(form, bytes);
		return said;
	}
}

/** Its mobile workers, the same way. */
export class JudgedUsers extends HeldUsers {
	/** Accounts made, changes of one, and passwords that came. */
	created = 0;
	changed = 0;
	readonly passwords: string[] = [];
	/** Fields that are left aside without a word. */
	readonly ignores = new Set<string>();

	override answer(method: string, path: string, query: URLSearchParams, body: string): ApiAnswer | null {
		if (method !== "POST" && method !== "PUT") return super.answer(method, path, query, body);
		const wish = JSON.parse(body) as Record<string, unknown>;
		const kept = Object.fromEntries(Object.entries(wish).filter(([name]) => !this.ignores.has(name)));
		const answer = super.answer(method, path, query, JSON.stringify(kept));
		if (answer?.status === 201) {
			this.created += 1;
			if (typeof wish.password === "string") this.passwords.push(wish.password);
		}
		if (method === "PUT" && answer?.status === 200) this.changed += 1;
		return answer;
	}
}
