import { Link } from "@tanstack/react-router";
import type { HqItem } from "../../../core/api/index.ts";
import { UserText } from "../../components/user-text.tsx";

/** The way to whom it is about. */
export function ContactLink({ contact }: { contact: HqItem["contact"] }) {
	if (contact.kind === "worker")
		return (
			<Link to="/workers/$username" params={{ username: contact.id }}>
				<UserText text={contact.name} />
			</Link>
		);
	return (
		<Link to="/contacts/$id" params={{ id: contact.id }}>
			<UserText text={contact.name} />
		</Link>
	);
}
