import { Text, Title } from "@mantine/core";
import type { CaseView } from "../../../core/api/index.ts";
import { Composer } from "../../components/composer.tsx";
import { Conversation } from "../../components/conversation.tsx";
import { useConsentRefusal } from "../../components/use-consent-refusal.ts";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./case.module.css";

/** Where the header's "Write a text" puts the focus. */
export const composerId = "case-composer";

/** The conversation with the contact's number, and the box to write in. A closed case keeps its texts on the screen. */
export function CaseConversation({ view }: { view: CaseView }) {
	const t = useWords("messaging");
	const may = useMay();
	const why = useConsentRefusal(view);
	const stored = view.properties.contact_phone_number ?? "";
	const digits = view.number.digits ?? (/^\d+$/.test(stored) ? stored : null);
	return (
		<section className={classes.right} aria-label={t("conversation.title")}>
			<Title order={2}>{t("conversation.title")}</Title>
			{digits ? (
				<Conversation digits={digits} name={view.name} />
			) : (
				<Text p={12} c="dimmed" size="sm" className={classes.fill}>
					{t("conversation.noNumber")}
				</Text>
			)}
			{may.people && (
				<Composer
					key={view.id}
					boxId={composerId}
					to={`case:${view.id}`}
					name={view.name}
					refusal={view.mayText.allowed ? null : (view.mayText.code ?? "bug")}
					why={why}
				/>
			)}
		</section>
	);
}
