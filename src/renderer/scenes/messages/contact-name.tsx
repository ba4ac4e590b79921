import { Link } from "@tanstack/react-router";
import type { MessageView } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";

/** Whose text it is; a case leads to its page. */
export function ContactName({ message: { contact } }: { message: MessageView }) {
	const t = useWords("messaging");
	if (contact?.kind !== "case") return <bdi>{contact?.name ?? t("inbox.unknown")}</bdi>;
	return (
		<Link to="/contacts/$id" params={{ id: contact.id }}>
			<bdi>{contact.name}</bdi>
		</Link>
	);
}
