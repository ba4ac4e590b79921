import type { HandlersOf } from "../api/acting.ts";
import { fail, ok } from "../ground/index.ts";
import type { PracticeHqCase, practiceHqApi } from "./api.ts";
import type { HeldCase } from "./held.ts";
import type { PracticeHqDesk } from "./practice-hq.ts";

/** `hq`: null in an office that is real. */
export function practiceHqHandlers(hq: PracticeHqDesk | null): HandlersOf<typeof practiceHqApi> {
	if (!hq) {
		const refuse = () => fail("only-in-practice");
		return { "practiceHq.look": refuse, "practiceHq.answer": refuse, "practiceHq.change": refuse };
	}
	const { held, account } = hq;
	return {
		"practiceHq.look": (_acting, { search, limit }) => {
			const all = [...held.cases.values()];
			const wanted = search.trim().toLocaleLowerCase();
			const found = all
				.filter((one) => one.case_name.toLocaleLowerCase().includes(wanted))
				.sort((a, b) => b.indexed_on.localeCompare(a.indexed_on))
				.slice(0, limit)
				.map(shown);
			return ok({
				...account,
				url: hq.url(),
				answers: hq.answers(),
				cases: all.length,
				workers: held.users.byId.size,
				found,
			});
		},
		"practiceHq.answer": async (_acting, { as }) => {
			await hq.answerAs(as);
			return ok({ as });
		},
		"practiceHq.change": ({ store }, { id, name, closed, properties }) => {
			if (!held.cases.has(id)) return fail("practice-hq-no-case");
			const changed = held.change(id, {
				...(name === undefined ? {} : { case_name: name }),
				...(closed === undefined ? {} : { closed }),
				properties: Object.fromEntries(properties.map((one) => [one.name, one.value])),
			});
			store.announce({ type: "changed", topics: ["hq"] });
			return ok(shown(changed));
		},
	};
}

function shown(one: HeldCase): PracticeHqCase {
	return {
		id: one.case_id,
		name: one.case_name,
		closed: one.closed,
		properties: Object.entries(one.properties).map(([name, value]) => ({ name, value })),
		changedAt: one.indexed_on,
	};
}
