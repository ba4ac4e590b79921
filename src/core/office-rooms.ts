import { join } from "node:path";
import type { Acting, Project } from "./api/acting.ts";
import type { CallName, GatewayView, HqStatus, ParsedInputOf } from "./api/index.ts";
import { auditHandlers, recordAudit } from "./audit/index.ts";
import { backupHandlers, keepDailyBackups, runDailyBackup, settleRestored } from "./backup/index.ts";
import {
	allStatements,
	followOptOuts,
	keepJournal,
	openJournal,
	replayJournal,
	rewordStatement,
} from "./consent/index.ts";
import {
	consentHandlers,
	contactRef,
	contactsHandlers,
	findCorrespondent,
	holderToShow,
	keepSearchTidy,
	languageOf,
	numberHandlers,
	registerWorkerBySms,
	senderOf,
	usualMerging,
	whyNotTextTo,
	workersHandlers,
} from "./contacts/index.ts";
import { exportsHandlers } from "./exports/index.ts";
import { type Gateways, gatewayHandlers, openGateways } from "./gateway/index.ts";
import { type Clock, fail, type Log, ok, type Result } from "./ground/index.ts";
import { hqHandlers, hqStatus } from "./hq/index.ts";
import { inboundSteps } from "./inbound-steps.ts";
import {
	type Correspondents,
	countUnsent,
	followSending,
	keepHandling,
	listMessages,
	messagingHandlers,
	openWording,
	projectOfMessage,
	readSystemTexts,
	releaseReviewed,
	takeIn,
	whyNotSendNow,
} from "./messaging/index.ts";
import type { GatewayRun, RunOptions } from "./outpost-types.ts";
import { lenientDigits, parseNumber } from "./phone-numbers/index.ts";
import { openPracticeHq, practiceHqHandlers } from "./practice-hq/index.ts";
import { reportHandlers } from "./reports/index.ts";
import { selfRegistrationHandlers } from "./self-registration/index.ts";
import { listProjects, settingsHandlers } from "./settings/index.ts";
import { type Imports, openImports, type StartReader } from "./spreadsheet-import/index.ts";
import { databaseName, type FrontDesk, type Office, staffHandlers } from "./staff/index.ts";
import { readMeta, writeMeta } from "./storage/index.ts";
import { knowingWhoIsAsked, startedByText, surveysWith } from "./survey-post.ts";
import type { Rounds, Surveys } from "./surveys/index.ts";
import { keepVerifying, verificationPost, verificationStep } from "./verification-post.ts";

/** The rooms of one open office, wired to each other. */
export interface Rooms {
	answer(name: CallName, acting: Acting & { office: Office }, input: unknown): Promise<Result<unknown>>;
	/** Somebody asked for what their role may not do: that is put on record. */
	refused(acting: Acting, name: CallName): void;
	/** All gateways, for the doctor. */
	gateways(): GatewayView[];
	/** The way to HQ of every project, for the doctor. */
	hq(): HqStatus[];
	/** Handles incoming texts that wait, such as those another process took in and left. */
	handleWaiting(): void;
	runGateways(how: RunOptions): Promise<Result<GatewayRun>>;
	/** A file that a host's dialogue or command named, as a token. */
	takeFile: Imports["take"];
	close(): Promise<void>;
}

export interface RoomsDeps {
	office: Office;
	desk: FrontDesk;
	clock: Clock;
	log: Log;
	localesDir: string;
	checkWorker?: string;
	sheetWorker?: string;
	importWorker?: string;
	migrationsDir: string;
	startReader?: StartReader;
	/** Whether gateways run from now on, or only while asked. */
	runGateways: boolean;
}

/** Whom texts come from and go to, as the rooms find them. */
export const allPeople: Correspondents = {
	find: findCorrespondent,
	whyNotText: whyNotTextTo,
	sender: senderOf,
	holder: holderToShow,
	ref: contactRef,
};

export function openRooms({
	office,
	desk,
	clock,
	log,
	localesDir,
	checkWorker,
	sheetWorker,
	importWorker,
	migrationsDir,
	startReader,
	runGateways,
}: RoomsDeps): Rooms {
	const { store } = office;
	const texts = readSystemTexts(localesDir);
	const wording = openWording(texts);
	const journal = openJournal(join(office.dataDir, "stops.journal"), office.dataKey);
	const stopped = replayJournal(store, journal);
	keepJournal(store, journal);

	const projectOf = (id?: string): Project => {
		const projects = listProjects(store);
		const project = projects.find((candidate) => candidate.id === id) ?? projects[0];
		if (!project) throw new Error("an office without a project");
		return project;
	};
	const alone = (projectId?: string): Acting => ({ store, clock, log, project: projectOf(projectId), staff: null });

	const people = knowingWhoIsAsked(allPeople, () => surveys);
	const gateways = openGateways({
		store,
		clock,
		log,
		hooks: {
			isBehind: () => handling.isBehind(),
			whyNotSend: (messageId) => whyNotSendNow(alone(projectOfMessage(store, messageId)), people, gateways, messageId),
			onSendState: (messageId, change) => followSending({ store }, messageId, change),
			onText: (text) => {
				takeIn(alone(), people, text);
				handling.atOnce();
			},
		},
	});
	settleRestored(office, alone(), { doubtUnsent: () => gateways.doubtUnsent(), stopped });
	followOptOuts(store, { released: (digits) => releaseReviewed({ store }, gateways, digits) });
	const surveys: Surveys = surveysWith(gateways, people, wording, alone);
	const steps = inboundSteps({
		wording,
		actingIn: alone,
		registerWorker: registerWorkerBySms,
		startSurvey: startedByText(surveys),
		survey: surveys.step,
		verification: verificationStep(wording, alone, languageOf),
	});
	const handling = keepHandling({ gateways, people, steps, actingIn: alone }, alone());

	const post = verificationPost(gateways, people, wording);
	const messaging = messagingHandlers({
		gateways,
		people,
		texts,
		wording,
		handling,
	});
	const backups = { clock, log, checkWorker, databaseName };
	const practiceHq = office.practice ? openPracticeHq(alone()) : null;
	const imports = openImports({
		dataDir: office.dataDir,
		database: { file: join(office.dataDir, databaseName), key: office.dataKey, migrationsDir, worker: checkWorker },
		localesDir,
		sheetWorker,
		importWorker,
		startReader,
		backUp: () => runDailyBackup(office, backups, "now"),
	});
	const handlers: Record<string, (acting: never, input: never) => unknown> = {
		...staffHandlers(desk),
		...settingsHandlers,
		...auditHandlers,
		...numberHandlers,
		...consentHandlers,
		...contactsHandlers,
		...workersHandlers(post),
		...messaging,
		...selfRegistrationHandlers,
		...hqHandlers(office.practice),
		...surveys.handlers,
		...imports.handlers,
		...exportsHandlers({
			writer: imports.writer,
			localesDir,
			listMessages: (acting, page) => listMessages(acting, people, page),
		}),
		...gatewayHandlers(gateways),
		...practiceHandlers(gateways),
		...practiceHqHandlers(practiceHq),
		"messages.simulate": (acting: Acting, input: ParsedInputOf<"messages.simulate">) =>
			messaging["messages.simulate"](acting, { ...input, from: lenientDigits(input.from) ?? input.from }),
		...backupHandlers(checkWorker),
		...reportHandlers({ people, gateways: (projectId) => gateways.list(projectId) }),
	};

	/** Every project can ask for consent in each of its languages from its first day. */
	function seedStatements() {
		for (const project of listProjects(store)) {
			const acting = alone(project.id);
			const known = new Set(allStatements(acting).map((statement) => statement.language));
			for (const language of new Set([...project.languages, "en"])) {
				const wording = texts.own("consentStatement", language);
				if (wording && !known.has(language))
					rewordStatement(acting, language, wording.replaceAll("{{office}}", project.name));
			}
		}
	}
	seedStatements();
	usualMerging(store);
	seedPracticeGateway(store, gateways);
	handling.now();
	if (runGateways) {
		gateways.start();
		practiceHq?.start().catch((error) => log.error("practice HQ", error));
	}
	const stopVerifying = keepVerifying({ store, gateways, log }, alone, post);
	const rounds = surveys.keepRounds(() => gateways.running());
	const stopBackups = runGateways ? keepDailyBackups(office, backups) : () => {};
	const stopTidying = runGateways ? keepSearchTidy(store, (error) => log.error("search", error)) : () => {};

	return {
		async answer(name, acting, input) {
			const handler = handlers[name];
			if (!handler) return fail("unknown-call");
			const result = (await handler(acting as never, input as never)) as Result<unknown>;
			if (result.ok && (name === "projects.add" || name === "settings.set")) seedStatements();
			return result;
		},
		refused(acting, name) {
			store.write(() => recordAudit(acting, { action: "call.refused", details: { call: name } }));
		},
		gateways: () => gateways.list(projectOf().id),
		hq: () => listProjects(store).map((project) => hqStatus(alone(project.id))),
		handleWaiting: handling.now,
		runGateways: (how) => runFor(gateways, rounds, how, store),
		takeFile: imports.take,
		async close() {
			handling.stop();
			const imported = imports.close();
			stopBackups();
			stopTidying();
			stopVerifying();
			rounds.stop();
			await practiceHq?.stop();
			await gateways.stop();
			await imported;
		},
	};
}

/** The practice phone is whatever number staff type, as people there would write it. */
function practiceHandlers(gateways: Gateways) {
	const { "practice.text": text, "practice.conversation": conversation } = gatewayHandlers(gateways);
	const digitsOf = (acting: Acting, typed: string) => parseNumber(typed, acting.project.country).digits ?? typed;
	return {
		"practice.text": (acting: Acting, input: ParsedInputOf<"practice.text">) =>
			text(acting, { ...input, from: digitsOf(acting, input.from) }),
		"practice.conversation": (acting: Acting, input: ParsedInputOf<"practice.conversation">) =>
			conversation(acting, { digits: digitsOf(acting, input.digits) }),
	};
}

/** A new office can try everything before it has a modem; once somebody takes the practice gateway away it stays away. */
function seedPracticeGateway(store: Office["store"], gateways: Gateways): void {
	store.write(() => {
		if (readMeta(store, "practice-gateway-seeded")) return;
		writeMeta(store, "practice-gateway-seeded", "yes");
		const added = gateways.add({ name: "practice", kind: "simulator" });
		if (added.ok) gateways.route(null, "*", "practice");
	});
}

/** Runs until told otherwise; counts what was left then and what went wrong meanwhile. */
async function runFor(
	gateways: Gateways,
	rounds: Rounds,
	how: RunOptions,
	store: Office["store"],
): Promise<Result<GatewayRun>> {
	let failed = 0;
	const stopListening = gateways.listen((event) => {
		if (event.event === "failed" || event.event === "unknown") failed += 1;
		how.onEvent?.(event);
	});
	gateways.start();
	const ends: Promise<unknown>[] = [];
	if (how.signal) ends.push(aborted(how.signal));
	if (how.untilIdle) ends.push(untilNothingIsDue(gateways, rounds, how.signal));
	if (how.forMs !== undefined) ends.push(new Promise((done) => setTimeout(done, how.forMs)));
	await Promise.race(ends);
	await gateways.stop();
	stopListening();
	return ok({ waiting: countUnsent(store), failed });
}

/** What came in is taken in before anybody is held to be silent; what silence brings forth leaves too. */
async function untilNothingIsDue(gateways: Gateways, rounds: Rounds, signal?: AbortSignal): Promise<void> {
	do await gateways.untilIdle(signal);
	while (!signal?.aborted && rounds.now() > 0);
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((done) => {
		if (signal.aborted) done();
		else signal.addEventListener("abort", () => done(), { once: true });
	});
}
