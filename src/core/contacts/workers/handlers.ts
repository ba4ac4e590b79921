import type { HandlersOf } from "../../api/acting.ts";
import { ok } from "../../ground/index.ts";
import type { VerificationPost } from "../../phone-numbers/index.ts";
import type { workersApi } from "./api.ts";
import { countWorkers, listWorkers } from "./list-workers.ts";
import { changeWorker, createWorker } from "./save-worker.ts";
import { countMany, listRuns, setRun, verifyMany } from "./verify-many.ts";
import { verifyWorker, workerTrouble } from "./verify-worker.ts";
import { addNumber, deactivateWorker, makeDefault, reactivateWorker, removeNumber } from "./worker-numbers.ts";
import { findWorker } from "./worker-record.ts";
import { workerView } from "./worker-view.ts";

export function workersHandlers(post: VerificationPost): HandlersOf<typeof workersApi> {
	return {
		"workers.create": createWorker,
		"workers.change": changeWorker,
		"workers.show": (acting, { username }) => {
			const found = findWorker(acting, username);
			return found.ok ? ok(workerView(acting, found.value)) : found;
		},
		"workers.list": (acting, input) => ok(listWorkers(acting, input)),
		"workers.count": (acting) => ok(countWorkers(acting)),
		"workers.addNumber": addNumber,
		"workers.removeNumber": removeNumber,
		"workers.makeDefault": makeDefault,
		"workers.deactivate": (acting, { username }) => deactivateWorker(acting, username),
		"workers.reactivate": (acting, { username }) => reactivateWorker(acting, username),
		"workers.verify": (acting, input) => verifyWorker(acting, post, input),
		"workers.trouble": (acting, input) => workerTrouble(acting, post, input),
		"workers.verifyCount": (acting, { usernames }) => ok(countMany(acting, post, usernames)),
		"workers.verifyMany": verifyMany,
		"workers.verifyRuns": (acting) => ok(listRuns(acting)),
		"workers.setVerifyRun": (acting, { id, to }) => setRun(acting, id, to),
	};
}
