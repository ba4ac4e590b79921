import { expect, test } from "vitest";
import { openTestOffice } from "../testing/test-office.ts";
import { movableClock } from "./ground/index.ts";

const minutes = 10;
/** A text needs some seconds from office to office. */
const secondsOnTheWay = 5;
const mostAnHour = 3;

test(`two offices that answer each other for ${minutes} minutes, and once more an hour later, fall silent (reliability H2)`, async () => {
	const clock = movableClock();
	const numbers = ["12065551234", "12065555678"] as const;
	const offices = await Promise.all(numbers.map(() => openTestOffice({ clock })));
	try {
		for (const [nth, office] of offices.entries()) {
			const other = numbers[1 - nth] ?? "";
			await office.must("cases.register", {
				type: "person",
				name: "The other office",
				phone: other,
				consent: { answer: "yes", channel: "spoken" },
			});
			await office.must("settings.set", { key: "defaultAnswer.enabled", value: "true" });
			await office.must("keywords.save", {
				name: "Thanks",
				words: [{ text: "thank", language: "en" }],
				answers: [{ language: "en", text: "Thank you too." }],
			});
		}
		/** Automatic replies of both, from what each says to the other until nobody says anything. */
		const talk = async () => {
			const replies = [0, 0];
			const onTheWay = [{ to: 0, text: "Hello" }];
			for (let seconds = 0; seconds < minutes * 60; seconds += secondsOnTheWay) {
				clock.pass(secondsOnTheWay * 1000);
				for (const { to, text } of onTheWay.splice(0)) {
					const answered = await offices[to]?.must("messages.simulate", { from: numbers[1 - to] ?? "", text });
					for (const reply of answered?.replies ?? []) {
						replies[to] = (replies[to] ?? 0) + 1;
						onTheWay.push({ to: 1 - to, text: reply.text });
					}
				}
			}
			return replies;
		};
		for (let hour = 0; hour < 2; hour += 1) {
			const replies = await talk();
			expect(replies[0]).toBeGreaterThan(0);
			expect(Math.max(...replies)).toBeLessThanOrEqual(mostAnHour);
			clock.pass(3_600_000);
		}
	} finally {
		for (const office of offices) await office.close();
	}
});
