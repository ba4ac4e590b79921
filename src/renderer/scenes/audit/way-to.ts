import type { AuditLine } from "../../../core/api/index.ts";

export type Way =
	| { to: "/contacts/$id"; id: string }
	| { to: "/gateways/$name"; name: string }
	| { to: "/settings"; tab: string }
	/** Its conversation, which is to be asked for: the audit holds no number. */
	| { to: "message"; id: string };

/** Where the thing that a line is about can be seen, if anywhere. What was taken away has no page any more. */
export function wayTo({ subject, action }: Pick<AuditLine, "subject" | "action">): Way | null {
	if (!subject || /\.(deleted|removed)$/.test(action)) return null;
	switch (subject.kind) {
		case "case":
			return { to: "/contacts/$id", id: subject.id };
		case "message":
			return { to: "message", id: subject.id };
		case "gateway":
			return { to: "/gateways/$name", name: subject.id };
		case "staff":
			return { to: "/settings", tab: "staff" };
		case "statement":
			return { to: "/settings", tab: "consent" };
		case "project":
			return { to: "/settings", tab: action === "project.added" ? "projects" : "project" };
		default:
			return null;
	}
}
