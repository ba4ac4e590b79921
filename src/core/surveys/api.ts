import { z } from "zod";
import { asks, does, gives, longestInput } from "../api/entry.ts";
import type { TextCost } from "../messaging/api.ts";
import type { ContactRef } from "../phone-numbers/api.ts";
import { type QuestionKind, type SurveyDefinition, surveyDefinition } from "./definition.ts";

export type { Choice, Question, QuestionKind, SurveyDefinition, Wording } from "./definition.ts";

/** A line of the list of surveys. */
export interface SurveyRow {
	id: string;
	name: string;
	/** Rises with each change; people in the middle of an older one finish that. */
	version: number;
	questions: number;
	/** Its first question is the consent statement. */
	consent: boolean;
	/** Languages that all its questions have words in; `*` stands for everybody. */
	languages: string[];
	/** People in it now, those of them who have been reminded and said nothing since, and people who finished it. */
	open: number;
	silent: number;
	finished: number;
	changedAt: string;
	changedBy: string | null;
}

/** One question as it leaves, in one language. */
export interface AskedText {
	/** Counted from 1. */
	question: number;
	language: string;
	text: string;
	cost: TextCost;
}

export interface SurveyView extends SurveyRow {
	definition: SurveyDefinition;
	/** Each question in each language of the survey and of the project, with its cost in parts. */
	texts: AskedText[];
	/** Languages of the project in which a question has no words of its own: these people are asked in another. */
	gaps: { question: number; language: string }[];
	/** People who are in the middle of an older version. */
	openOlder: number;
}

/**
 * How a person came out of a survey. `open`: still in it. `given-up`: no answer counted. `closed`: by staff. `replaced`: another survey
 * was started. `declined`: said no to the consent question. `failed`: the next question could not be sent, `problem` says why.
 */
export type SessionState =
	| "open"
	| "finished"
	| "declined"
	| "given-up"
	| "expired"
	| "opted-out"
	| "case-closed"
	| "case-deleted"
	| "number-changed"
	| "not-two-way"
	| "replaced"
	| "closed"
	| "survey-removed"
	| "failed";

/** What a survey was started by. */
export type StartedHow = "staff" | "bulk" | "welcome" | "keyword";

export interface SessionView {
	id: string;
	survey: { id: string; name: string; version: number };
	contact: ContactRef;
	digits: string;
	state: SessionState;
	problem: string | null;
	/** Open, and said nothing since a reminder; or expired. */
	silent: boolean;
	/** The question it stands at (or stood at), counted from 1, and how many there are. */
	question: { number: number; of: number; property: string };
	/** Answers to it that did not count. */
	tries: number;
	reminders: number;
	how: StartedHow;
	startedAt: string;
	startedBy: string | null;
	/** Why staff asked for consent again. */
	reason: string | null;
	askedAt: string;
	heardAt: string | null;
	/** Next reminder, or the end, if nothing is heard; null where it has ended. */
	nextAt: string | null;
	endedAt: string | null;
}

/** Starting a survey for many people, at a pace. */
export interface SurveyRunView {
	id: string;
	survey: { id: string; name: string };
	state: "running" | "paused" | "cancelled" | "done";
	perMinute: number;
	/** People looked at so far, of so many; those who were asked, and the others by the code of the reason. */
	total: number;
	done: number;
	asked: number;
	refused: { code: string; count: number }[];
	startedAt: string;
	startedBy: string | null;
	endedAt: string | null;
}

/** One question's answers, counted for a chart. */
export interface AnswerCount {
	id: string;
	property: string;
	kind: QuestionKind;
	/** Its words in the survey's language. */
	text: string;
	answered: number;
	/** Each value of a list or of yes and no, also those nobody gave; the most frequent ones of a text or a date; empty for numbers. */
	values: { value: string; label: string; count: number }[];
	numbers: {
		min: number;
		max: number;
		mean: number;
		median: number;
		bins: { from: number; to: number; count: number }[];
	} | null;
}

export interface AnswerRow {
	session: string;
	contact: ContactRef;
	/** Number they were asked at. */
	digits: string;
	state: SessionState;
	startedAt: string;
	endedAt: string | null;
	/** By the question's id. */
	answers: { id: string; value: string; at: string }[];
}

/** One text of a dialogue that is only played. */
export interface PreviewTurn {
	from: "office" | "person";
	text: string;
	cost: TextCost | null;
	/** For a person's text: what would be saved, or the code why it would be asked again. */
	saved: { property: string; value: string } | null;
	again: string | null;
}

/** Id or name of a survey. */
const survey = z.string().trim().min(1).max(200);
const caseFilter = z.object({
	search: z.string().max(200).default(""),
	type: z.string().max(255).optional(),
	state: z.enum(["none", "one-way", "pending", "two-way"]).optional(),
	consented: z.boolean().optional(),
});
export type CaseFilter = z.output<typeof caseFilter>;

export const surveysApi = {
	"surveys.list": asks("clerk", z.object({}), gives<SurveyRow[]>()),
	"surveys.show": asks("clerk", z.object({ survey }), gives<SurveyView>()),
	/** Without `id` a new one; with it a new version, unless nothing changed. `version`: what the caller had seen. */
	"surveys.save": does(
		"supervisor",
		z.object({ id: z.string().optional(), version: z.number().int().optional(), definition: surveyDefinition }),
		gives<SurveyView>(),
	),
	/** Text of a JSON file: a definition. A survey of that name gets a new version. */
	"surveys.import": does("supervisor", z.object({ json: z.string().max(longestInput) }), gives<SurveyView>()),
	/** Nobody is asked any more; people in it finish it, or are let go where `letGo`. */
	"surveys.remove": does(
		"supervisor",
		z.object({ survey, letGo: z.boolean().default(false) }),
		gives<{ id: string; letGo: number }>(),
	),
	/** `reason`: why somebody who was asked for consent before is asked again. */
	"surveys.start": does(
		"clerk",
		z.object({ survey, caseId: z.string(), reason: z.string().trim().max(500).optional() }),
		gives<SessionView>(),
	),
	/** How many a filter takes in, how many of them could be asked now, and what asking the first question costs in parts. */
	"surveys.count": asks(
		"supervisor",
		z.object({ survey, filter: caseFilter.default({ search: "" }) }),
		gives<{ total: number; askable: number; refused: { code: string; count: number }[]; parts: number }>(),
	),
	/** Asks them one after the other, newest case first, by the process that runs the gateways. */
	"surveys.startMany": does(
		"supervisor",
		z.object({
			survey,
			filter: caseFilter.default({ search: "" }),
			perMinute: z.number().int().min(1).max(600).default(20),
		}),
		gives<SurveyRunView>(),
	),
	/** Newest first. */
	"surveys.runs": asks("clerk", z.object({}), gives<SurveyRunView[]>()),
	"surveys.setRun": does(
		"supervisor",
		z.object({ id: z.string(), to: z.enum(["running", "paused", "cancelled"]) }),
		gives<SurveyRunView>(),
	),
	/** Newest first. `silent`: who was reminded and says nothing, or expired. */
	"surveys.sessions": asks(
		"clerk",
		z.object({
			survey: survey.optional(),
			caseId: z.string().optional(),
			show: z.enum(["all", "open", "silent", "ended"]).default("all"),
			limit: z.number().int().min(0).max(1000).default(50),
			after: z.string().max(60).optional(),
		}),
		gives<{ rows: SessionView[]; next: string | null }>(),
	),
	"surveys.closeSession": does("clerk", z.object({ id: z.string() }), gives<SessionView>()),
	/** A page of answers and, over all of them, what charts need. `version` left out: of all versions. */
	"surveys.answers": asks(
		"clerk",
		z.object({
			survey,
			version: z.number().int().optional(),
			limit: z.number().int().min(0).max(1000).default(50),
			after: z.string().max(60).optional(),
		}),
		gives<{ counts: AnswerCount[]; people: number; rows: AnswerRow[]; next: string | null }>(),
	),
	/** All answers as a table of text and as CSV in which no cell can be taken for a formula. */
	"surveys.exportAnswers": asks(
		"supervisor",
		z.object({ survey }),
		gives<{ fileName: string; header: string[]; rows: string[][]; csv: string }>(),
	),
	/** The dialogue as somebody with that language would see it, answering so; nothing is saved or sent. */
	"surveys.preview": asks(
		"clerk",
		z.object({
			definition: surveyDefinition,
			language: z.string().max(35).default(""),
			answers: z.array(z.string().max(longestInput)).max(200).default([]),
		}),
		gives<{ turns: PreviewTurn[]; state: SessionState }>(),
	),
};
