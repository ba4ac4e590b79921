import type { z } from "zod";
import { auditApi } from "../audit/api.ts";
import { backupApi } from "../backup/api.ts";
import { consentApi } from "../consent/api.ts";
import { contactsApi, workersApi } from "../contacts/api.ts";
import { exportsApi } from "../exports/api.ts";
import { gatewayApi } from "../gateway/api.ts";
import { hqApi } from "../hq/api.ts";
import { messagingApi } from "../messaging/api.ts";
import { phoneNumbersApi } from "../phone-numbers/api.ts";
import { practiceHqApi } from "../practice-hq/api.ts";
import { reportsApi } from "../reports/api.ts";
import { selfRegistrationApi } from "../self-registration/api.ts";
import { settingsApi } from "../settings/api.ts";
import { importsApi } from "../spreadsheet-import/api.ts";
import { staffApi } from "../staff/api.ts";
import { surveysApi } from "../surveys/api.ts";
import type { Entry } from "./entry.ts";

/** Everything a host may ask of the core: the only list there is. */
export const contract = {
	...staffApi,
	...settingsApi,
	...auditApi,
	...phoneNumbersApi,
	...consentApi,
	...contactsApi,
	...workersApi,
	...messagingApi,
	...selfRegistrationApi,
	...gatewayApi,
	...backupApi,
	...reportsApi,
	...surveysApi,
	...hqApi,
	...practiceHqApi,
	...importsApi,
	...exportsApi,
} as const satisfies Record<string, Entry>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller passes: fields with a default may be left out. */
export type InputOf<N extends CallName> = z.input<Contract[N]["input"]>;
/** What a verb receives: parsed, defaults filled in. */
export type ParsedInputOf<N extends CallName> = z.output<Contract[N]["input"]>;
export type OutputOf<N extends CallName> =
	| NonNullable<Contract[N]["output"]>
	| (null extends Contract[N]["output"] ? null : never);
