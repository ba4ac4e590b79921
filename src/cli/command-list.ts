import type { Noun } from "./command.ts";

/** First words of the commands and where each is written; loaded when asked for, since starting must be quick. */
export const nouns: Readonly<Record<string, () => Promise<Noun>>> = {
	init: async () => (await import("./commands/init.ts")).init,
	serve: async () => (await import("./commands/serve.ts")).serve,
	phone: async () => (await import("./commands/phone.ts")).phone,
	case: async () => (await import("./commands/case.ts")).cases,
	worker: async () => (await import("./commands/worker.ts")).worker,
	number: async () => (await import("./commands/number.ts")).number,
	send: async () => (await import("./commands/send.ts")).send,
	messages: async () => (await import("./commands/messages.ts")).messages,
	simulate: async () => (await import("./commands/simulate.ts")).simulate,
	survey: async () => (await import("./commands/survey.ts")).survey,
	gateway: async () => (await import("./commands/gateway.ts")).gateway,
	modem: async () => (await import("./commands/modem.ts")).modem,
	settings: async () => (await import("./commands/settings.ts")).settings,
	sync: async () => (await import("./commands/sync.ts")).sync,
	sheet: async () => (await import("./commands/sheet.ts")).sheet,
	import: async () => (await import("./commands/import.ts")).importSheet,
	imports: async () => (await import("./commands/imports.ts")).imports,
	"import-undo": async () => (await import("./commands/imports.ts")).importUndo,
	export: async () => (await import("./commands/export.ts")).exportTable,
	backup: async () => (await import("./commands/backup.ts")).backup,
	restore: async () => (await import("./commands/restore.ts")).restore,
	doctor: async () => (await import("./commands/doctor.ts")).doctor,
};

/** First words that a later version answers. */
export const laterNouns: ReadonlySet<string> = new Set(["alert"]);

/** Commands that a later version answers, below a first word that this one knows. */
export const laterVerbs: ReadonlySet<string> = new Set();
