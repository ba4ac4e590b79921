import type { Acting, HandlersOf } from "../api/acting.ts";
import { fail, ok } from "../ground/index.ts";
import type { hqApi } from "./api.ts";
import { connect, connectionOf, testConnection } from "./connection.ts";
import { changeLine, findLine, lineTo, placeOf } from "./line-record.ts";
import { giveUp, listConflicts, listParked, listRounds, listWaiting, sendAgain, settleConflict } from "./lists.ts";
import { otherNameThere } from "./receive-worker.ts";
import { hqStatus } from "./status.ts";
import { stopsThere } from "./stops-there.ts";
import { takenNumbers } from "./taken-numbers.ts";

/** `practice`: whether nothing is real in this office, so that it may talk to this computer only. */
export const hqHandlers = (practice: boolean): HandlersOf<typeof hqApi> => ({
	"hq.connection": (acting) => ok(connectionOf(acting)),
	"hq.connect": (acting, input) => connect(acting, input, { practice }),
	"hq.test": (acting, input) => testConnection(acting, input, { practice }),
	"hq.status": (acting) => ok(hqStatus(acting)),
	"hq.tryNow": (acting) => {
		const line = lineHere(acting);
		if (!line) return fail("hq-not-set");
		changeLine(acting, { asked: line.asked + 1 });
		return ok(hqStatus(acting));
	},
	"hq.setDownload": (acting, { to }) => {
		const line = lineHere(acting);
		if (!line) return fail("hq-not-set");
		if (line.download !== "complete")
			changeLine(acting, { download: to, ...(to === "running" ? { asked: line.asked + 1 } : {}) });
		return ok(hqStatus(acting));
	},
	"hq.waiting": (acting, input) => ok(listWaiting(acting, input)),
	"hq.parked": (acting, input) => ok(listParked(acting, input)),
	"hq.sendAgain": sendAgain,
	"hq.giveUp": giveUp,
	"hq.conflicts": (acting, input) => ok(listConflicts(acting, input)),
	"hq.settle": settleConflict,
	"hq.history": (acting, input) => ok(listRounds(acting, input)),
	"hq.takenNumbers": (acting) => ok(takenNumbers(acting)),
	"hq.nameThere": (acting, { username }) => ok({ there: otherNameThere(acting, username) }),
	"hq.stopsThere": (acting, { caseId }) => ok(stopsThere(acting, caseId)),
});

function lineHere(acting: Acting) {
	const place = placeOf(acting);
	// One to another server stays until somebody answered at this one.
	return findLine(acting) ?? (place ? lineTo(acting, place) : undefined);
}
