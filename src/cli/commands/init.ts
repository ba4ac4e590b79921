import { pinTrouble } from "../../core/api/pin-rules.ts";
import type { Cli, Noun, Office } from "../command.ts";
import type { Args } from "../flags.ts";
import { enterOffice, pinOf } from "../open-office.ts";
import { done, type Exit, type Outcome } from "../outcome.ts";
import { terminalLanguage } from "../words.ts";

/** Creates the office with its first project and supervisor; in an office that exists, one more project. */
export const init: Noun = {
	"": {
		flags: {
			project: { kind: "value", takes: "NAME", needed: true },
			country: { kind: "value", takes: "CC", needed: true },
			"time-zone": { kind: "value", takes: "ZONE", needed: true },
			languages: { kind: "value", takes: "en,hi" },
			supervisor: { kind: "value", takes: "NAME" },
		},
		async run(args, cli) {
			const office = await cli.open(args, { signIn: "none", mayBeEmpty: true });
			if (!office.ok) return office;
			const status = await office.value.call("office.status", {});
			if (!status.ok) return status;
			return status.value.state === "first-run" ? setUp(office.value, args, cli) : addProject(office.value, args, cli);
		},
	},
};

async function setUp(office: Office, args: Args, cli: Cli): Promise<Outcome<Exit>> {
	const pin = await pinOf(cli);
	if (!pin.ok) return pin;
	const project = projectOf(args);
	const name = args.value("supervisor") ?? (cli.env.OUTPOST_STAFF || cli.words.say("init.supervisor"));
	const language = terminalLanguage(cli.env).match(/^[a-z]{2,3}(?=[_.-]|$)/)?.[0] ?? "en";
	const made = await office.call("office.setUp", {
		language,
		project,
		supervisor: { name, pin: pin.value },
		acceptEasyPin: true,
	});
	if (!made.ok) return made;
	const trouble = pinTrouble(pin.value);
	if (trouble) cli.print.beside(cli.words.say("warning", { what: cli.words.problem({ code: trouble }) }));
	const { recoveryCode } = made.value;
	const answer = { project: made.value.project.name, staff: made.value.staff.name, recoveryCode };
	await cli.print.answer(answer, () => cli.words.say("init.made", answer));
	return done;
}

async function addProject(office: Office, args: Args, cli: Cli): Promise<Outcome<Exit>> {
	const entered = await enterOffice(office, args, cli, { signIn: "needed" });
	if (!entered.ok) return entered;
	const added = await office.call("projects.add", projectOf(args));
	if (!added.ok) return added;
	const status = await office.call("office.status", {});
	if (!status.ok) return status;
	const answer = { project: added.value.name, staff: status.value.session?.staff.name ?? null };
	await cli.print.answer(answer, () => cli.words.say("init.added", answer));
	return done;
}

function projectOf(args: Args) {
	const languages = (args.value("languages") ?? "en").split(",").map((language) => language.trim());
	return {
		name: args.given("project"),
		country: args.given("country"),
		timeZone: args.given("time-zone"),
		languages: languages.filter(Boolean),
	};
}
