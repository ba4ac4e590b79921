import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import { type ImportBatch, type ImportPlan, importPlan } from "./api.ts";
import { batchView, findBatch } from "./batch-record.ts";
import { checkPlan } from "./check-plan.ts";
import { phoneColumns, type RowChecker } from "./check-rows.ts";
import { type ImportDeps, wishesOf } from "./deps.ts";
import { dropBatch, dropLeftOver } from "./drop-batch.ts";
import { jobOf } from "./in-chunks.ts";
import { headerOf } from "./look.ts";
import { countryOf } from "./look-ups.ts";
import { Pace } from "./pace.ts";
import {
	lookAtBook,
	type PackedLot,
	packLot,
	type RowWishes,
	readLots,
	type SheetInfo,
	unpackLot,
	usualLimits,
} from "./reading/index.ts";
import { checkOff } from "./work-off.ts";

/** Reads the sheet once more and keeps every row with its verdict; whatever ends it early leaves nothing behind. */
export async function checkSheet(
	deps: ImportDeps,
	acting: Acting,
	input: ParsedInputOf<"imports.check">,
): Promise<Result<ImportBatch>> {
	const file = deps.shelf.find(input.file, acting.staff?.id ?? null);
	if (!file.ok) return file;
	const wishes = wishesOf(deps, file.value, input);
	// Somebody has just looked at it; whether it is still the same is seen by its sum when it is read.
	const known = deps.shelf.noted(input.file, wishes);
	const book = known ? ok(known) : await lookAtBook(file.value.path, wishes);
	if (!book.ok) return book;
	const sheet = input.sheet ?? (book.value.sheets.find(({ hidden }) => hidden === "no") ?? book.value.sheets[0])?.name;
	const facts = book.value.sheets.find(({ name }) => name === sheet);
	const checked = checkPlan(importPlan.parse(input), facts?.columns ?? usualLimits.columns);
	if (!checked.ok) return checked;
	await dropLeftOver(deps, acting);

	const id = newId();
	const { name, path } = file.value;
	const read = { ...wishes, sheet, sha256: book.value.sha256 };
	return deps.works.during(acting, id, (working) =>
		checkRowsOf(deps, working, { id, mark: input.mark, plan: checked.value, name, path, facts, wishes: read }),
	);
}

/** A sheet of which it is known what becomes of it. `id`: of the batch that is made of it; `mark`: what the caller knows the work by; `name`: what people call the file. */
interface SheetToCheck {
	id: string;
	mark: string | undefined;
	plan: ImportPlan;
	name: string;
	path: string;
	facts: SheetInfo | undefined;
	wishes: RowWishes & { sha256: string };
}

async function checkRowsOf(
	deps: ImportDeps,
	acting: Acting,
	{ id, mark, plan, name, path, facts, wishes }: SheetToCheck,
): Promise<Result<ImportBatch>> {
	const { store, clock, signal } = acting;
	const total = facts?.rows ?? null;
	const pace = new Pace(clock, jobOf(id), total !== null && plan.header ? Math.max(0, total - 1) : total);
	const tell = (rows: number) => store.announce({ ...pace.at(rows), ...(mark === undefined ? {} : { mark }) });
	let checker: RowChecker | null = null;
	let done = 0;
	const phones = phoneColumns(plan);
	const begin = (header: string[]) => {
		store
			.prepare(
				`INSERT INTO import_batch (id, project_id, kind, state, file_name, sha256, plan, header, worked_by, worked_ms, staff_id, staff_name, created_at)
				 VALUES (?, ?, ?, 'checking', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			)
			.run(
				id,
				acting.project.id,
				plan.kind,
				name,
				wishes.sha256,
				JSON.stringify(plan),
				JSON.stringify(header),
				process.pid,
				clock.nowMs(),
				acting.staff?.id ?? null,
				acting.staff?.name ?? null,
				instant(clock),
			);
		const made = findBatch(acting, id);
		if (!made.ok) throw new Error("a batch that was just written is missing");
		return made.value;
	};
	const take = async (lot: PackedLot) => {
		let some = lot;
		if (checker === null) {
			const { rows, known } = unpackLot(lot);
			const first = plan.header ? rows.shift() : undefined;
			const header = plan.header
				? headerOf(first?.cells ?? [], rows)
				: Array.from({ length: facts?.columns ?? 0 }, () => "");
			const batch = store.write(() => begin(header));
			checker = await checkOff(deps, acting, batch, total);
			some = packLot({ rows, known });
		}
		await checker.take(some);
		done += some.rows;
		tell(done);
	};
	/** What the reader says; before it, what went wrong with keeping the rows. */
	const readThrough = async (): Promise<Result<{ filled: number[] }>> => {
		const numbersIn = phones.length > 0 ? { numbers: { columns: phones, country: countryOf(acting, plan) } } : {};
		try {
			const read = await readLots(path, { ...wishes, ...numbersIn }, take, signal);
			const kept = (await checker?.end()) ?? ok();
			return kept.ok ? read : kept;
		} catch (error) {
			const ended = (await checker?.end()) ?? ok();
			if (!ended.ok) return ended;
			throw error;
		}
	};
	try {
		tell(0);
		const read = await readThrough();
		const made = findBatch(acting, id);
		if (!read.ok || !made.ok) {
			if (made.ok) await dropBatch(acting, made.value);
			return read.ok ? fail("file-empty", { details: { file: name } }) : read;
		}
		store.write(() =>
			store
				.prepare("UPDATE import_batch SET state = 'checked', worked_by = NULL, filled = ? WHERE seq = ?")
				.run(JSON.stringify(read.value.filled), made.value.seq),
		);
		store.announce({ type: "changed", topics: ["imports"] });
		const checked = findBatch(acting, id);
		return checked.ok ? ok(batchView(acting, checked.value)) : checked;
	} catch (error) {
		const made = store.isOpen() ? findBatch(acting, id) : null;
		if (made?.ok) await dropBatch(acting, made.value);
		throw error;
	}
}
