import type { Acting } from "../../api/acting.ts";
import { type AuditAction, recordAudit } from "../../audit/index.ts";
import { measureText } from "../../gateway/index.ts";
import { fail, instant, ok, type Result } from "../../ground/index.ts";
import type { SystemTextView } from "./api.ts";
import { textKind, textTable } from "./text-table.ts";
import type { Wording } from "./wording.ts";

/** The office pays for each part each time; nothing it says by itself is longer. */
const mostParts = 4;

/** Every text that the office sends by itself, in each language of the project. */
export function listTemplates(acting: Acting, wording: Wording): { languages: string[]; texts: SystemTextView[] } {
	return {
		languages: acting.project.languages,
		texts: Object.keys(textTable).map((key) => view(acting, wording, key)),
	};
}

/**
 * The project's own version of a text in one language. Problems `template-not-found`, `language-not-of-project`, `template-empty`,
 * `template-too-long`, `template-lacks` (a place that must stand in it) and `template-strange-place` (one that nothing fills).
 */
export function saveTemplate(
	acting: Acting,
	wording: Wording,
	{ key, language, text }: { key: string; language: string; text: string },
): Result<SystemTextView> {
	const kind = textKind(key);
	if (!kind) return fail("template-not-found", { field: "key", details: { key: key.slice(0, 60) } });
	if (!acting.project.languages.includes(language))
		return fail("language-not-of-project", { field: "language", details: { language: language.slice(0, 35) } });
	const trimmed = text.trim();
	if (trimmed === "") return fail("template-empty", { field: "text" });
	const { parts } = measureText(trimmed);
	if (parts > mostParts) return fail("template-too-long", { field: "text", details: { parts, most: mostParts } });
	const lost = kind.required.find((name) => !trimmed.includes(`{{${name}}}`));
	if (lost) return fail("template-lacks", { field: "text", details: { place: `{{${lost}}}` } });
	// Whatever braces are left would go out as they stand.
	const strange = /\{*[^{}]*[{}]+/.exec(withoutPlaces(trimmed, [...kind.required, ...kind.optional]))?.[0];
	if (strange !== undefined)
		return fail("template-strange-place", { field: "text", details: { place: strange.trim().slice(-40) } });
	return acting.store.write(() => {
		acting.store
			.prepare(
				`INSERT INTO system_wording (project_id, key, language, text, changed_at) VALUES (?, ?, ?, ?, ?)
				 ON CONFLICT (project_id, key, language) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at`,
			)
			.run(acting.project.id, key, language, trimmed, instant(acting.clock));
		return changed(acting, wording, "template.changed", key, language);
	});
}

/** Back to the built-in words. Problem `template-not-found`. */
export function resetTemplate(
	acting: Acting,
	wording: Wording,
	{ key, language }: { key: string; language: string },
): Result<SystemTextView> {
	if (!textKind(key)) return fail("template-not-found", { field: "key", details: { key: key.slice(0, 60) } });
	return acting.store.write(() => {
		acting.store
			.prepare("DELETE FROM system_wording WHERE project_id = ? AND key = ? AND language = ?")
			.run(acting.project.id, key, language);
		return changed(acting, wording, "template.reset", key, language);
	});
}

function withoutPlaces(text: string, names: readonly string[]): string {
	return names.reduce((left, name) => left.replaceAll(`{{${name}}}`, ""), text);
}

function changed(
	acting: Acting,
	wording: Wording,
	action: AuditAction,
	key: string,
	language: string,
): Result<SystemTextView> {
	recordAudit(acting, { action, subject: { kind: "template", id: key }, details: { language } });
	acting.store.announce({ type: "changed", topics: ["settings"] });
	return ok(view(acting, wording, key));
}

function view(acting: Acting, wording: Wording, key: string): SystemTextView {
	const kind = textKind(key);
	return {
		key,
		placeholders: [
			...(kind?.required ?? []).map((name) => ({ name, required: true })),
			...(kind?.optional ?? []).map((name) => ({ name, required: false })),
		],
		versions: acting.project.languages.map((language) => {
			const own = wording.own(acting, key, language);
			if (own) return { language, ...own };
			return { language, text: wording.find(acting, key, language).text, from: "other-language" as const };
		}),
	};
}
