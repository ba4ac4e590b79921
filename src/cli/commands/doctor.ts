import type { Check } from "../../core/api/index.ts";
import type { Noun } from "../command.ts";
import { exits } from "../outcome.ts";
import type { Words } from "../words.ts";

/** Checks what an office needs; signs in where name and PIN are at hand, since a closed office shows less. */
export const doctor: Noun = {
	"": {
		async run(args, cli) {
			const office = await cli.open(args, { signIn: "if-known", inProject: false });
			if (!office.ok) return office;
			const ran = await office.value.call("doctor.run", {});
			if (!ran.ok) return ran;
			const checks = ran.value.map((check) => ({
				name: check.name,
				ok: check.ok,
				message: messageOf(check, cli.words),
				code: check.message,
				details: check.details ?? {},
			}));
			await cli.print.answer({ checks }, () =>
				checks
					.map(({ name, ok, message }) => `${cli.words.say(ok ? "doctor.well" : "doctor.ill")}  ${name}  ${message}`)
					.join("\n"),
			);
			return { ok: true, value: checks.every((check) => check.ok) ? exits.done : exits.some };
		},
	},
};

function messageOf({ message, details }: Check, words: Words): string {
	return words.problem({ code: message, details });
}
