import fc from "fast-check";
import { expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";

/** Three numbers under the consent rule and one outside of it. */
const numbers = ["12065551234", "12065551235", "13035551236", "254712345678"] as const;
type Who = 0 | 1 | 2 | 3;

type Deed =
	| { do: "register"; who: Who; answer: "yes" | "no" | "none" }
	| { do: "record" | "withdraw" | "flag" | "unflag" | "close" | "reopen" | "delete"; nth: number }
	| { do: "text"; nth: number }
	| { do: "text-digits"; who: Who }
	| { do: "sms"; who: Who; text: "STOP" | "START" | "stop!" | "hello" | "please stop" }
	| { do: "send-now" };

const deed: fc.Arbitrary<Deed> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant("register" as const),
			who: fc.constantFrom<Who>(0, 1, 2, 3),
			answer: fc.constantFrom("yes" as const, "no" as const, "none" as const),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom("record", "withdraw", "flag", "unflag", "close", "reopen", "delete" as const),
			nth: fc.nat(20),
		}),
	},
	{ weight: 5, arbitrary: fc.record({ do: fc.constant("text" as const), nth: fc.nat(20) }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("text-digits" as const), who: fc.constantFrom<Who>(0, 1, 2, 3) }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant("sms" as const),
			who: fc.constantFrom<Who>(0, 1, 2, 3),
			text: fc.constantFrom("STOP", "START", "stop!", "hello", "please stop"),
		}),
	},
	{ weight: 3, arbitrary: fc.constant({ do: "send-now" as const }) },
);

/** What the office knows, kept by the test itself and not read from the office. */
interface Person {
	id: string;
	digits: string;
	open: boolean;
	consented: boolean;
}

test("whatever happens, nobody under the rule is texted without consent, and nobody after a STOP", {
	timeout: 240_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
			const office = await openTestOffice();
			try {
				const people: Person[] = [];
				const stopped = new Set<string>();
				const heard = new Map<string, number>();
				let serial = 0;
				const pick = (nth: number) => (people.length === 0 ? undefined : people[nth % people.length]);

				const lookAtThePhones = async () => {
					await office.pump();
					for (const digits of numbers) {
						const texts = (await office.must("practice.conversation", { digits })).filter((text) => !text.fromMe);
						const fresh = texts.slice(heard.get(digits) ?? 0).filter((text) => !/^You have opted-/.test(text.text));
						heard.set(digits, texts.length);
						for (const text of fresh) {
							expect(stopped.has(digits), `${digits} got "${text.text}" after STOP`).toBe(false);
							if (!digits.startsWith("1")) continue;
							const id = /^to (\S+)/.exec(text.text)?.[1];
							const allowed = people.some(
								(person) =>
									person.digits === digits && person.open && person.consented && (id === "digits" || id === person.id),
							);
							expect(allowed, `${digits} got "${text.text}" without consent`).toBe(true);
						}
					}
				};

				for (const one of deeds) {
					if (one.do === "register") {
						const made = await office.must("cases.register", {
							type: "person",
							name: "Someone",
							phone: `+${numbers[one.who]}`,
							...(one.answer === "none" ? {} : { consent: { answer: one.answer, channel: "spoken" as const } }),
						});
						people.push({ id: made.id, digits: numbers[one.who], open: true, consented: one.answer === "yes" });
					} else if (one.do === "text") {
						const person = pick(one.nth);
						if (person)
							await office.call("messages.send", { to: `case:${person.id}`, text: `to ${person.id} ${serial++}` });
					} else if (one.do === "text-digits") {
						await office.call("messages.send", { to: numbers[one.who], text: `to digits ${serial++}` });
					} else if (one.do === "sms") {
						await office.must("messages.simulate", { from: numbers[one.who], text: one.text });
						if (/^stop!?$/i.test(one.text)) stopped.add(numbers[one.who]);
						if (one.text === "START") stopped.delete(numbers[one.who]);
					} else if (one.do === "send-now") {
						await lookAtThePhones();
					} else {
						const person = pick(one.nth);
						if (!person) continue;
						const flag = (value: string) =>
							office.call("cases.change", {
								id: person.id,
								properties: [{ name: "contact_phone_number_is_verified", value }],
							});
						const done = await {
							record: () =>
								office.call("consent.record", { caseId: person.id, consent: { answer: "yes", channel: "paper" } }),
							withdraw: () => office.call("consent.withdraw", { caseId: person.id, channel: "spoken" }),
							flag: () => flag("1"),
							unflag: () => flag("0"),
							close: () => office.call("cases.close", { id: person.id }),
							reopen: () => office.call("cases.reopen", { id: person.id }),
							delete: () => office.call("cases.delete", { id: person.id }),
						}[one.do]();
						if (!done.ok) continue;
						if (one.do === "record" || one.do === "flag") person.consented = true;
						if (one.do === "withdraw" || one.do === "unflag") person.consented = false;
						if (one.do === "close") person.open = false;
						if (one.do === "reopen") person.open = true;
						if (one.do === "delete") people.splice(people.indexOf(person), 1);
					}
				}
				await lookAtThePhones();
			} finally {
				await office.close();
			}
		}),
		{ seed: 20261124, numRuns: 40 },
	);
});
