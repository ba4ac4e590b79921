import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { openOutpost } from "../core/outpost.ts";

/**
 * A process that registers, texts and takes in texts as fast as it can and says on stdout what the core has acknowledged, until it is killed.
 * `kill-victim.ts DATA NAME PIN ROUND`
 */
const [dataDir = "", name = "", pin = "", round = "0"] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

const outpost = await openOutpost({ dataDir, migrationsDir: "drizzle", runGateways: true });
const signedIn = await outpost.call("staff.signIn", { name, pin }, "victim");
if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problem));
// Killed, it would leave nothing for the next one to start faster with.
flushCompileCache();
say("ready");

for (let n = 0; n < 2000; n++) {
	const mark = `${round}-${n}`;
	// Numbers that are never twice the same: seven digits after an area code that exists.
	const digits = `1206${String(2_000_000 + Number(round) * 2000 + n)}`;
	const made = await outpost.call(
		"cases.register",
		{
			type: "person",
			name: `Person ${mark}`,
			phone: digits,
			acceptDoubtful: true,
			consent: { answer: "yes", channel: "spoken" },
		},
		"victim",
	);
	if (!made.ok) throw new Error(JSON.stringify(made.problem));
	say(`case ${made.value.id}`);
	const sent = await outpost.call("messages.send", { to: `case:${made.value.id}`, text: `Text ${mark}` }, "victim");
	if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
	say(`text ${sent.value.id}`);
	const got = await outpost.call(
		"messages.simulate",
		{ from: digits, text: n % 3 === 2 ? "STOP" : `Answer ${mark}` },
		"victim",
	);
	if (!got.ok) throw new Error(JSON.stringify(got.problem));
	say(n % 3 === 2 ? `stop ${digits}` : `answer Answer ${mark}`);
	// About as fast as the slow modem sends, so that kills find texts under way and not only a growing queue.
	await new Promise((resolve) => setTimeout(resolve, 25));
}
