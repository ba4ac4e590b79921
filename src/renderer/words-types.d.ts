import type audit from "../../locales/en/audit.json";
import type bySms from "../../locales/en/by-sms.json";
import type consent from "../../locales/en/consent.json";
import type contacts from "../../locales/en/contacts.json";
import type duplicates from "../../locales/en/duplicates.json";
import type gateway from "../../locales/en/gateway.json";
import type help from "../../locales/en/help.json";
import type hq from "../../locales/en/hq.json";
import type imports from "../../locales/en/imports.json";
import type messaging from "../../locales/en/messaging.json";
import type phoneNumbers from "../../locales/en/phone-numbers.json";
import type problems from "../../locales/en/problems.json";
import type settings from "../../locales/en/settings.json";
import type shell from "../../locales/en/shell.json";
import type staff from "../../locales/en/staff.json";
import type surveys from "../../locales/en/surveys.json";
import type workers from "../../locales/en/workers.json";

declare module "i18next" {
	interface CustomTypeOptions {
		defaultNS: "shell";
		resources: {
			audit: typeof audit;
			"by-sms": typeof bySms;
			consent: typeof consent;
			contacts: typeof contacts;
			duplicates: typeof duplicates;
			gateway: typeof gateway;
			help: typeof help;
			imports: typeof imports;
			hq: typeof hq;
			messaging: typeof messaging;
			"phone-numbers": typeof phoneNumbers;
			problems: typeof problems;
			settings: typeof settings;
			shell: typeof shell;
			staff: typeof staff;
			surveys: typeof surveys;
			workers: typeof workers;
		};
	}
}
