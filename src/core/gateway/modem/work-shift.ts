import { askBalance } from "./ask-balance.ts";
import type { Found } from "./find-modem.ts";
import { checkHealth } from "./health-round.ts";
import type { Post } from "./post.ts";
import { rest } from "./rest.ts";
import { closeOpened, sendNext } from "./send-next.ts";
import { beginShift, type Duty } from "./shift.ts";
import { acknowledge, readAnnounced, readReports, readReportsTogether, sweep } from "./take-in-duties.ts";

/** What comes first: the first that finds something to do does it, one thing at a time, then all are asked again (modem §5). */
const duties: readonly Duty[] = [
	acknowledge,
	sweep,
	readAnnounced,
	readReportsTogether,
	checkHealth,
	askBalance,
	sendNext,
	readReports,
	rest,
];

/** Works a modem from the open port to its end. */
export async function workShift(post: Post, found: Found): Promise<void> {
	const shift = beginShift(post, found);
	const isOver = () => post.isLeaving || post.ear.hasRebooted || found.session.isClosed();
	try {
		while (!isOver()) {
			post.phase = "working";
			for (const duty of duties) {
				const end = await duty(shift);
				if (end === "reopen") return;
				if (end === "done") break;
			}
		}
	} finally {
		closeOpened(shift);
		post.unanswered = null;
	}
}
