import { expect, test, vi } from "vitest";
import { seededBelow } from "../../testing/seeded.ts";
import type { ImportRow } from "./api.ts";
import { openImportOffice } from "./testing/import-office.ts";

vi.setConfig({ testTimeout: 240_000 });

const seed = Number(process.env.OUTPOST_TALLY_SEED ?? 20261126);
const histories = 6;
const steps = 14;

/** What a batch says of its rows, counted from the rows themselves. */
function counted(rows: readonly ImportRow[]) {
	const verdicts = { new: 0, update: 0, same: 0, skipped: 0, decide: 0, refused: 0 };
	const written = { new: 0, updated: 0, failed: 0 };
	const codes = new Map<string, number>();
	let [undecided, leftOut, reversed] = [0, 0, 0];
	for (const row of rows) {
		verdicts[row.verdict] += 1;
		if (row.outcome) written[row.outcome] += 1;
		else if (row.verdict === "decide" && row.decision === null) undecided += 1;
		else if (row.verdict === "decide" && row.decision === "skip") leftOut += 1;
		if (row.undone === "reversed") reversed += 1;
		for (const key of new Set(row.problems.map(({ code, warning }) => `${code} ${warning === true}`)))
			codes.set(key, (codes.get(key) ?? 0) + 1);
	}
	return { rows: rows.length, verdicts, written, undecided, leftOut, reversed, codes: Object.fromEntries(codes) };
}

test(`what is said of an import is what its rows say, after ${histories} histories of ${steps} steps (seed ${seed})`, async () => {
	const random = seededBelow(seed);
	const kinds = new Set<string>();
	for (let history = 0; history < histories; history++) {
		const office = await openImportOffice();
		const names = ["Amina", "Wanjiku", "Otieno", "Halima", "", "Chebet"];
		const numbers = ["0712345670", "0712345671", "12", "07123", "", "0712345672"];
		const line = () => `${names[random(6)]},${numbers[random(6)]},${["", "Lamu", "Kitui"][random(3)]}`;
		await office.must("cases.register", { type: "patient", name: "Amina", phone: "0712345670" });
		const { id: batch } = await office.check([
			"Case Name,contact_phone_number,village",
			...Array.from({ length: 40 }, line),
		]);
		for (let step = 0; step < steps; step++) {
			const row = 2 + random(40);
			const as = random(2) === 0 ? "take" : "skip";
			const deeds = [
				() => office.call("imports.decide", { batch, as, rows: [row, row + 1, row + 7] }),
				() => office.call("imports.decide", { batch, as, code: "duplicate-number" }),
				() => office.call("imports.decide", { batch, as }),
				() => office.call("imports.fix", { batch, row, cells: [{ column: 1, value: numbers[random(6)] ?? "" }] }),
				() => office.call("imports.fix", { batch, row, cells: [{ column: 0, value: names[random(6)] ?? "" }] }),
				() => office.call("imports.apply", { batch }),
				() => office.call("imports.undo", { batch }),
			];
			// What ends a history comes late.
			const which = step < steps - 4 ? random(5) : ([5, 3, 5, 6][step + 4 - steps] ?? 0);
			const answer = await deeds[which]?.();
			if (answer?.ok) kinds.add(String(which));
			const { rows, verdicts, written, undecided, leftOut, undone, codes } = await office.must("imports.show", {
				batch,
			});
			expect({
				rows,
				verdicts,
				written,
				undecided,
				leftOut,
				reversed: undone.reversed,
				codes: Object.fromEntries(codes.map((said) => [`${said.code} ${said.warning}`, said.rows])),
			}).toEqual(counted((await office.must("imports.rows", { batch })).rows));
		}
		await office.close();
	}
	expect(kinds.size).toBe(7);
});
