import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundled } from "../../../testing/bundled.ts";
import { openTestOffice } from "../../../testing/test-office.ts";
import type { InputOf } from "../../api/index.ts";
import type { OpenOptions } from "../../outpost-types.ts";

const sheetWorker = await bundled("src/core/spreadsheet-import/sheet-worker.ts");

export const pagesHeader = "Case Name,contact_phone_number,contact_phone_number_is_verified,village,case id";

export type ImportOffice = Awaited<ReturnType<typeof openImportOffice>>;

/** A fresh office in Kenya, with short ways to put sheets into it. */
export async function openImportOffice(options: Pick<OpenOptions, "importWorker"> = {}) {
	const office = await openTestOffice({ country: "KE", sheetWorker, ...options });

	/** A sheet as a file, with the token that stands for it. */
	const sheet = (lines: string[], name = "people.csv", seat = "desk"): string => {
		const path = join(office.dataDir, name);
		writeFileSync(path, `${lines.join("\n")}\n`);
		const taken = office.outpost.takeFile(seat, path);
		if (!taken.ok) throw new Error(taken.problem.code);
		return taken.value;
	};

	/** Checks a sheet as the guesses of its look have it. */
	const check = async (lines: string[], more: Partial<InputOf<"imports.check">> = {}, name?: string) => {
		const file = sheet(lines, name);
		const look = await office.must("imports.look", { file, kind: more.kind });
		return office.must("imports.check", {
			file,
			type: "patient",
			columns: look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : [])),
			idColumn: look.idColumn,
			match: look.match ?? "case_id",
			createNew: true,
			...more,
		});
	};

	const rowsOf = async (batch: string) => (await office.must("imports.rows", { batch })).rows;
	/** Of each row its verdict and what is said of it. */
	const codesOf = async (batch: string) =>
		(await rowsOf(batch)).map(({ row, verdict, problems }) => [
			row,
			verdict,
			problems.map(({ code }) => code).join(" "),
		]);

	return { ...office, sheet, check, rowsOf, codesOf };
}
