import type { Acting, HandlersOf } from "../api/acting.ts";
import type { consentApi } from "../consent/api.ts";
import {
	allStatements,
	consentHistory,
	openReviews,
	optOutOf,
	rewordStatement,
	settleReview,
	statementFor,
	stopByStaff,
} from "../consent/index.ts";
import { fail, ok } from "../ground/index.ts";
import type { phoneNumbersApi } from "../phone-numbers/api.ts";
import { lenientDigits, parseNumber } from "../phone-numbers/index.ts";
import type { contactsApi } from "./api.ts";
import { findCase } from "./case-record.ts";
import { caseView } from "./case-view.ts";
import { changeCase } from "./change-case.ts";
import { closeCase, deleteCase, reopenCase } from "./close-case.ts";
import { contactsCouldBe, showNumber } from "./contact-ref.ts";
import { duplicatesHandlers } from "./duplicates/handlers.ts";
import { listCases } from "./list-cases.ts";
import { recordConsent, withdrawConsent } from "./record-consent.ts";
import { registerCase } from "./register-case.ts";
import { vocabularyOf } from "./vocabulary.ts";

export const contactsHandlers: HandlersOf<typeof contactsApi> = {
	"cases.register": registerCase,
	"cases.change": changeCase,
	"cases.show": (acting, { id }) => {
		const found = findCase(acting, id);
		return found.ok ? ok(caseView(acting, found.value)) : found;
	},
	"cases.list": (acting, input) => ok(listCases(acting, input)),
	"cases.count": (acting) => ok(countCases(acting)),
	"cases.close": (acting, { id }) => closeCase(acting, id),
	"cases.reopen": (acting, { id }) => reopenCase(acting, id),
	"cases.delete": (acting, { id }) => deleteCase(acting, id),
	"cases.vocabulary": (acting) => ok(vocabularyOf(acting)),
	...duplicatesHandlers,
};

/** Lines of the consent and number contracts; answering them takes knowledge of cases, which those rooms do not have. */
export const consentHandlers: HandlersOf<typeof consentApi> = {
	"consent.statement": (acting, { language }) => statementFor(acting, language),
	"consent.statements": (acting) => ok(allStatements(acting)),
	"consent.reword": (acting, { language, text }) => rewordStatement(acting, language, text),
	"consent.record": (acting, input) => recordConsent(acting, input),
	"consent.withdraw": withdrawConsent,
	"consent.history": (acting, { caseId }) => {
		const found = findCase(acting, caseId);
		return found.ok ? ok(consentHistory(acting, caseId)) : found;
	},
	"optOut.settleReview": (acting, { messageId, as }) => settleReview(acting, messageId, as),
	"optOut.reviews": (acting) => ok(openReviews(acting)),
	"optOut.stop": (acting, { digits, mayStartAgain }) => {
		const bare = lenientDigits(digits);
		return bare === null ? fail("not-a-number", { field: "digits" }) : ok(stopByStaff(acting, bare, mayStartAgain));
	},
	"optOut.show": (acting, { digits }) => ok(optOutOf(acting.store, lenientDigits(digits) ?? digits)),
};

export const numberHandlers: HandlersOf<typeof phoneNumbersApi> = {
	"number.parse": (acting, { raw, country }) => ok(parseNumber(raw, country || acting.project.country)),
	"number.show": (acting, { digits }) => ok(showNumber(acting, digits)),
	"number.couldBe": (acting, { digits }) => ok(contactsCouldBe(acting, digits)),
};

function countCases({ store, project }: Acting) {
	const row = store
		.prepare<{ open: number; closed: number; consented: number; two_way: number }>(
			"SELECT open, closed, consented, two_way FROM case_count WHERE project_id = ?",
		)
		.get(project.id);
	return { open: row?.open ?? 0, closed: row?.closed ?? 0, consented: row?.consented ?? 0, twoWay: row?.two_way ?? 0 };
}
