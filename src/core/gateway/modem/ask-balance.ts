import { fail, instant, ok, type Result } from "../../ground/index.ts";
import { lineOf } from "../at/answer-lines.ts";
import { readUssd, serviceCode, type UssdForm, ussdText } from "../at/ussd.ts";
import { quirksOf } from "./maker-quirks.ts";
import { rememberModem } from "./modem-memory.ts";
import type { Post } from "./post.ts";
import { type Duty, recover, type Shift } from "./shift.ts";

/** What the network's service desk answered. */
export interface Balance {
	text: string;
	/** The line as the modem gave it. */
	raw: string;
	/** ISO in UTC. */
	at: string;
}

export interface BalanceWish {
	code: string;
	answer(result: Result<Balance>): void;
}

/**
 * Has a service code (such as `*144#`) dialled between two texts. Problems: `gateway-not-ready`, `balance-code-missing`,
 * `ussd-unsupported`, `ussd-no-answer`.
 */
export async function wishBalance(post: Post): Promise<Result<Balance>> {
	const code = post.record.settings.balanceCode?.trim() ?? "";
	if (code === "") return fail("balance-code-missing");
	const { state } = post.status.now();
	if (post.balanceWish || ["off", "absent", "starting"].includes(state) || post.status.now().port === null)
		return fail("gateway-not-ready");
	return new Promise((answer) => {
		post.balanceWish = { code, answer };
		post.waker.wake();
	});
}

/** The port is gone: nobody will answer any more. */
export function giveUpBalance(post: Post): void {
	post.balanceWish?.answer(fail("gateway-not-ready"));
	post.balanceWish = null;
}

/** Nothing is sent meanwhile: modems do one thing at a time (modem §2.6). */
export const askBalance: Duty = async (shift) => {
	const { post } = shift;
	const wish = post.balanceWish;
	if (!wish) return "nothing";
	const answered = await dial(shift, wish.code);
	post.balanceWish = null;
	wish.answer(answered);
	return answered.ok || answered.problem.code !== "ussd-no-answer" ? "done" : recover(shift);
};

const forms: readonly UssdForm[] = ["plain", "packed", "ucs2"];

/** Makers differ in how they want a code: the other way is tried where one is refused, and remembered where it works. */
async function dial(shift: Shift, code: string): Promise<Result<Balance>> {
	const { started, memory, post } = shift;
	for (const form of await formsToTry(shift)) {
		const dialled = serviceCode(code, form);
		if (dialled === null) return fail("ussd-unsupported");
		const answer = await dialAs(shift, dialled, form);
		if (answer === "refused") continue;
		if (answer.ok) {
			memory.ussd = form;
			rememberModem(post.deps.store, started.imei, { ussd: form });
		}
		return answer;
	}
	return fail("ussd-unsupported");
}

async function formsToTry({ session, started, memory, post }: Shift): Promise<UssdForm[]> {
	const letters = lineOf(await session.ask("AT+CSCS?", post.deps.timing.commandMs), "+CSCS:");
	const first = letters.includes("UCS2") ? "ucs2" : (memory.ussd ?? quirksOf(started.manufacturer).ussd);
	return [first, ...forms.filter((form) => form !== first)];
}

async function dialAs({ session, post }: Shift, dialled: string, form: UssdForm): Promise<Result<Balance> | "refused"> {
	const { clock, timing } = post.deps;
	post.ear.ussd = [];
	const { outcome } = await session.ask(`AT+CUSD=1,"${dialled}",15`, timing.ussdMs);
	if (outcome.kind === "error") return "refused";
	const untilMs = clock.upMs() + timing.ussdMs;
	const isWaiting = () => outcome.kind === "ok" && !session.isClosed() && !post.isLeaving && clock.upMs() < untilMs;
	while (post.ear.ussd.length === 0 && isWaiting()) await post.waker.rest(untilMs - clock.upMs());
	const raw = post.ear.ussd.shift();
	const read = raw === undefined ? null : readUssd(raw);
	if (raw === undefined || !read) {
		await session.ask("AT+CUSD=2", timing.commandMs);
		return fail("ussd-no-answer");
	}
	// The network asks on, as in a menu: nobody is here to choose.
	if (read.state === 1) await session.ask("AT+CUSD=2", timing.commandMs);
	if (read.state === 4) return "refused";
	if (read.body === null) return fail("ussd-no-answer");
	return ok({ text: ussdText(read.body, read.dcs, form).trim(), raw, at: instant(clock) });
}
