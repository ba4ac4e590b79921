import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes longest: begun last, each would keep one core busy while the others have nothing left to do. Beside the two that run for minutes
 * come those that mostly wait, so that a modem's faults have room.
 */
const longest = [
	"src/core/kills.test.ts",
	"src/core/gateway/faults.test.ts",
	"src/core/gateway/modem/resting.test.ts",
	"src/sync/sync-process.test.ts",
	"src/sync/kills.test.ts",
	"src/core/gateway/serial-modem.test.ts",
	"src/core/spreadsheet-import/import-faults.test.ts",
	"src/core/contacts/workers/one-holder.test.ts",
	"src/core/spreadsheet-import/checking.test.ts",
	"src/core/spreadsheet-import/reading/reading-files.test.ts",
];

/** The order of the unit tests; those not named come in the usual one. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId }: TestSpecification) => {
			const found = longest.indexOf(relative(this.ctx.config.root, moduleId).replaceAll("\\", "/"));
			return found < 0 ? longest.length : found;
		};
		return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
	}
}
