import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { findWorker } from "../contacts/index.ts";
import { ok, type Result } from "../ground/index.ts";
import { readBoolean, readSetting, type SettingKey, writeSetting } from "../settings/index.ts";
import type { SelfRegistrationSettings } from "./api.ts";

/** How people register themselves by text here, with what speaks against it working. */
export function showSettings(acting: Acting): SelfRegistrationSettings {
	const { name } = acting.project;
	const submitter = readSetting(acting, "selfRegistration.case.submitter");
	const isOneWord = !/\s/u.test(name);
	const warnings: SelfRegistrationSettings["warnings"] = [];
	if (!isOneWord) warnings.push("join-needs-one-word");
	if (submitter !== "" && !findWorker(acting, submitter).ok) warnings.push("submitter-not-a-worker");
	return {
		case: {
			enabled: readBoolean(acting, "selfRegistration.case.enabled"),
			type: readSetting(acting, "selfRegistration.case.type"),
			owner: readSetting(acting, "selfRegistration.case.owner"),
			submitter,
		},
		worker: { enabled: readBoolean(acting, "selfRegistration.worker.enabled") },
		welcome: {
			case: {
				enabled: readBoolean(acting, "welcome.case.enabled"),
				survey: readSetting(acting, "welcome.case.survey"),
			},
			worker: { enabled: readBoolean(acting, "welcome.worker.enabled") },
		},
		warnings,
		joinCase: isOneWord ? `join ${name}` : null,
		joinWorker: isOneWord ? `join ${name} worker` : null,
	};
}

/** All of it in one transaction. Problem `self-registration-incomplete` where cases may register and type, owner or submitter is missing. */
export function saveSettings(
	acting: Acting,
	input: ParsedInputOf<"selfRegistration.saveSettings">,
): Result<SelfRegistrationSettings> {
	const values: [SettingKey, string][] = [
		["selfRegistration.case.type", input.case.type],
		["selfRegistration.case.owner", input.case.owner],
		["selfRegistration.case.submitter", input.case.submitter],
		["selfRegistration.case.enabled", String(input.case.enabled)],
		["selfRegistration.worker.enabled", String(input.worker.enabled)],
		["welcome.case.enabled", String(input.welcome.case.enabled)],
		["welcome.case.survey", input.welcome.case.survey],
		["welcome.worker.enabled", String(input.welcome.worker.enabled)],
	];
	// A switch goes off before what it needs is emptied, and on after that is filled in.
	const ordered = input.case.enabled ? values : [...values.slice(3), ...values.slice(0, 3)];
	return acting.store.write(() => {
		for (const [key, value] of ordered) {
			if (readSetting(acting, key) === value) continue;
			const written = writeSetting(acting, key, value);
			if (!written.ok) return written;
		}
		return ok(showSettings(acting));
	});
}
