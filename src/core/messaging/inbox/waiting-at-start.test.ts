import { afterEach, beforeEach, expect, test } from "vitest";
import { heardBy, openTestOffice, testPin } from "../../../testing/test-office.ts";
import { instant, newIdInOrder } from "../../ground/index.ts";
import { allPeople } from "../../office-rooms.ts";
import { openOutpost } from "../../outpost.ts";
import { FrontDesk, signIn } from "../../staff/index.ts";
import { takeIn } from "../index.ts";

const digits = "12065551234";
const many = 1_500;
const options = { migrationsDir: "drizzle", keyCost: 10 };

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice();
});
afterEach(() => office.close());

/** As a process leaves them that took them in and died. */
async function leaveWaiting(dataDir: string, texts: readonly { from: string; text: string }[]): Promise<void> {
	const desk = new FrontDesk({ options: { ...options, dataDir }, onOpen() {}, onSession() {} });
	try {
		await signIn(desk, "left", "Supervisor", testPin);
		const acting = desk.actingAt("left");
		if (!acting.ok) throw new Error(acting.problem.code);
		const { store, clock } = acting.value;
		const now = instant(clock);
		const how = { gateway: "practice", international: true, incomplete: false, networkAt: now, receivedAt: now };
		store.write(() => {
			for (const text of texts)
				takeIn(acting.value, allPeople, { id: newIdInOrder(clock), ...text, ...how, simCountry: "US" });
		});
	} finally {
		desk.close();
	}
}

test("of very many texts that wait at a start the STOP comes last: windows are answered meanwhile, and nothing leaves to that number", async () => {
	const { id } = await office.must("cases.register", {
		type: "person",
		name: "Ann Lee",
		phone: digits,
		acceptDoubtful: true,
		consent: { answer: "yes", channel: "spoken" },
	});
	const queued = await office.must("messages.send", { to: `case:${id}`, text: "Must not leave" });
	await office.outpost.close();
	await leaveWaiting(office.dataDir, [
		...Array.from({ length: many }, (_, nth) => ({ from: String(12065560000 + nth), text: `Hello ${nth}` })),
		{ from: digits, text: "STOP" },
	]);

	const outpost = await openOutpost({ ...options, dataDir: office.dataDir, runGateways: true });
	try {
		const must: typeof office.must = async (name, input) => {
			const answer = await outpost.call(name, input, "desk");
			if (!answer.ok) throw new Error(answer.problem.code);
			return answer.value;
		};
		await must("staff.signIn", { name: "Supervisor", pin: testPin });
		let answered = 0;
		const isStopped = async () => (await must("optOut.show", { digits })).optedOut;
		while (!(await isStopped())) {
			answered++;
			expect((await must("messages.list", { limit: 1, direction: "out" })).rows[0]?.state).toBe("queued");
			await new Promise(setImmediate);
		}
		expect(answered).toBeGreaterThan(5);
		await outpost.runGateways("desk", { untilIdle: true });
		expect(await heardBy({ ...office, must }, digits)).toEqual([expect.stringMatching(/^You have opted-out/)]);
		const { rows } = await must("messages.list", { direction: "out" });
		expect(rows.find((row) => row.id === queued.id)).toMatchObject({
			state: "failed",
			problem: "PHONE_NUMBER_OPTED_OUT",
		});
	} finally {
		await outpost.close();
	}
}, 60_000);
