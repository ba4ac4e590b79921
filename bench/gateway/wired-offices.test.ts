import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openTestOffice } from "../../src/testing/test-office.ts";
import { pause, plugInStick, until } from "./stick.ts";

/** `OUTPOST_WIRED_MINUTES=10` for the whole figure (reliability H2); a shorter one runs on a moved clock in `src/core/two-offices.test.ts`. */
const minutes = Number(process.env.OUTPOST_WIRED_MINUTES ?? 0);
const numbers = ["12065551234", "12065555678"] as const;
const mostAnHour = 3;
const oneText = 40_000;
if (minutes === 0) console.log("skipped: two offices are wired together where OUTPOST_WIRED_MINUTES says for how long");

/** Both with modems of their own on pseudo-terminals, and the radio between them a wire: what one modem took, the other delivers. */
it.skipIf(minutes === 0)(
	`two offices wired together for ${minutes} minutes send each other ${mostAnHour} automatic replies at most, by their modems' logs`,
	async () => {
		const folder = mkdtempSync(join(tmpdir(), "outpost-wired-"));
		const over = new AbortController();
		const sides = await Promise.all(
			numbers.map(async (number, nth) => {
				const link = join(folder, `stick${nth}`);
				const stick = await plugInStick(link, "--imei", `86131100456789${nth}`);
				const office = await openTestOffice();
				await office.must("gateway.add", { name: "stick", kind: "modem", port: link, replyTo: number });
				await office.must("gateway.route", { prefix: "*", name: "stick", everywhere: true });
				const [phone = ""] = numbers.filter((other) => other !== number);
				const consent = { answer: "yes", channel: "spoken" } as const;
				await office.must("cases.register", { type: "person", name: "The other office", phone, consent });
				await office.must("settings.set", { key: "defaultAnswer.enabled", value: "true" });
				await office.must("keywords.save", {
					name: "Thanks",
					words: [{ text: "thank", language: "en" }],
					answers: [{ language: "en", text: "Thank you too." }],
				});
				const running = office.outpost.runGateways("desk", { signal: over.signal });
				return { number, stick, office, running, carried: 0 };
			}),
		);
		try {
			const carry = () => {
				for (const [nth, side] of sides.entries())
					for (const { text } of side.stick.accepted().slice(side.carried)) {
						side.carried += 1;
						sides[1 - nth]?.stick.order({ from: side.number, text: text ?? "" });
					}
			};
			const endsAt = performance.now() + minutes * 60_000;
			for (let asked = 0; performance.now() < endsAt; asked += 1) {
				// Somebody writes to the first office at the start and each minute, so that there is always something to answer.
				if (asked % 120 === 0) sides[0]?.stick.order({ from: numbers[1], text: `Hello ${asked}, thank you` });
				carry();
				await pause(500);
			}
			await until(() => sides.every(({ stick, carried }) => stick.accepted().length === carried), oneText, "silence");
			const replies = sides.map(({ stick }) => stick.accepted().length);
			console.log(`${minutes} minutes: the modems took ${replies.join(" and ")} automatic replies`);
			expect(replies[0]).toBeGreaterThan(0);
			expect(Math.max(...replies)).toBeLessThanOrEqual(mostAnHour);
		} finally {
			over.abort();
			for (const { running, office, stick } of sides) {
				await running;
				await office.close();
				await stick.end();
			}
			rmSync(folder, { recursive: true, force: true });
		}
	},
	minutes * 60_000 + 120_000,
);
