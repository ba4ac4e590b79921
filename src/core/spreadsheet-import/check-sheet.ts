import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import { type ImportBatch, importPlan } from "./api.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import { cellUse, checkPlan } from "./check-plan.ts";
import { type CheckedRow, checkRow } from "./check-row.ts";
import { type ImportDeps, wishesOf } from "./deps.ts";
import { dropBatch, dropLeftOver } from "./drop-batch.ts";
import { headerOf } from "./look.ts";
import { countryOf, lookUpsFor, type Numbers } from "./look-ups.ts";
import { Pace } from "./pace.ts";
import { packCells } from "./pack-cells.ts";
import { remember } from "./presets.ts";
import { type KnownNumber, lookAtBook, readSheet, type SheetRow } from "./reading/index.ts";
import { SeenRows } from "./seen-rows.ts";
import { Stride } from "./stride.ts";
import { jobOf } from "./work-on-batch.ts";

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
	const checked = checkPlan(importPlan.parse(input), facts?.columns ?? mostColumns);
	if (!checked.ok) return checked;
	const plan = checked.value;
	await dropLeftOver(deps, acting);

	const id = newId();
	const control = new AbortController();
	const signal = acting.signal ? AbortSignal.any([control.signal, acting.signal]) : control.signal;
	deps.running.set(id, control);
	const { store, clock } = acting;
	const total = facts?.rows ?? null;
	const pace = new Pace(clock, jobOf(id), total !== null && plan.header ? Math.max(0, total - 1) : total);
	const stride = new Stride(clock);
	const long = store.longWork();
	let batch: BatchRecord | null = null;
	let done = 0;
	const numbers: Numbers = new Map();
	const look = lookUpsFor(acting, plan, new SeenRows(), numbers);
	const phones = plan.columns.filter(({ to }) => cellUse(plan.kind, to) === "phone").map(({ column }) => column);
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
				file.value.name,
				book.value.sha256,
				JSON.stringify(plan),
				JSON.stringify(header),
				process.pid,
				clock.nowMs(),
				acting.staff?.id ?? null,
				acting.staff?.name ?? null,
				instant(clock),
			);
		remember(acting, plan, header);
		const made = findBatch(acting, id);
		if (!made.ok) throw new Error("a batch that was just written is missing");
		return made.value;
	};
	const take = async (rows: SheetRow[], known: readonly KnownNumber[]) => {
		numbers.clear();
		for (const [raw, digits, problem] of known) numbers.set(raw, { digits, problem });
		const first = batch === null && plan.header ? rows.shift() : undefined;
		batch ??= store.write(() =>
			begin(plan.header ? headerOf(first?.cells ?? [], rows) : Array.from({ length: facts?.columns ?? 0 }, () => "")),
		);
		const { seq } = batch;
		for (let at = 0; at < rows.length && !signal.aborted; ) {
			stride.begin();
			long.write(() => {
				for (let row = rows[at]; row; row = rows[++at]) {
					insertRow(acting, seq, row, checkRow(plan, row.row, row.cells, look));
					if (stride.goesOn()) continue;
					at += 1;
					break;
				}
				store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), seq);
			});
			stride.end();
			await long.rest();
		}
		done += rows.length;
		store.announce(pace.at(done));
	};
	const readThrough = async () => {
		const numbersIn = phones.length > 0 ? { numbers: { columns: phones, country: countryOf(acting, plan) } } : {};
		const wished = { ...wishes, ...numbersIn, sheet, sha256: book.value.sha256 };
		try {
			return await readSheet(file.value.path, wished, take, signal);
		} finally {
			await long.end();
		}
	};
	try {
		store.announce(pace.at(0));
		const read = await readThrough();
		const made = findBatch(acting, id);
		if (!read.ok || !made.ok) {
			if (made.ok) await dropBatch(acting, made.value);
			return read.ok ? fail("file-empty", { details: { file: file.value.name } }) : read;
		}
		store.write(() =>
			store.prepare("UPDATE import_batch SET state = 'checked', worked_by = NULL WHERE seq = ?").run(made.value.seq),
		);
		store.announce({ type: "changed", topics: ["imports"] });
		return ok(batchView(acting, { ...made.value, state: "checked" }));
	} catch (error) {
		const made = store.isOpen() ? findBatch(acting, id) : null;
		if (made?.ok) await dropBatch(acting, made.value);
		throw error;
	} finally {
		deps.running.delete(id);
	}
}

const mostColumns = 300;

function insertRow({ store }: Acting, batch: number, row: SheetRow, checked: CheckedRow): void {
	store
		.prepare(
			"INSERT INTO import_row (batch, row, cells, verdict, would, problems, takes, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		)
		.run(
			batch,
			row.row,
			packCells(row.cells),
			checked.verdict,
			checked.would,
			checked.problems.length > 0 ? JSON.stringify(checked.problems) : null,
			checked.verdict === "skipped" || checked.verdict === "same" ? null : JSON.stringify(checked.takes),
			checked.target,
		);
}
