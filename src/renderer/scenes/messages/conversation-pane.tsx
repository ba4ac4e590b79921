import { Button, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ContactRef, ConversationRow } from "../../../core/api/index.ts";
import { Composer } from "../../components/composer.tsx";
import { OptedOutChip } from "../../components/consent-chip.tsx";
import { Conversation } from "../../components/conversation.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import { useConsentRefusal } from "../../components/use-consent-refusal.ts";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { shownNumber } from "../../shown-number.ts";
import { useWords } from "../../words.ts";
import classes from "./messages.module.css";

/** One conversation: whose it is, the texts, and the box to answer in; for a stranger the way to register them. */
export function ConversationPane(props: { digits: string; known: ConversationRow | null; onClose(): void }) {
	const t = useWords("messaging");
	const may = useMay();
	const { digits } = props;
	const holders = useAsk("number.show", { digits }, { enabled: props.known === null });
	const contact = props.known ? props.known.contact : (holders.data?.entries[0]?.owner ?? null);
	const isOptedOut = props.known?.optedOut ?? holders.data?.optedOut ?? false;
	const isKnown = props.known !== null || holders.data !== undefined;
	return (
		<section className={classes.pane} aria-label={t("conversation.title")}>
			<header className={classes.paneHead}>
				<Button
					className={classes.back}
					size="compact-sm"
					variant="default"
					leftSection={<IconArrowLeft size={14} aria-hidden />}
					onClick={props.onClose}
				>
					{t("inbox.close")}
				</Button>
				<div className={classes.paneName}>
					<Title order={2} lineClamp={1}>
						<bdi>{contact ? contact.name : t("inbox.unknown")}</bdi>
					</Title>
					<PhoneText digits={digits} />
				</div>
				{isOptedOut && <OptedOutChip />}
				{contact?.kind === "worker" && <Text size="sm">{t("inbox.worker")}</Text>}
				{contact?.kind === "case" && (
					<Button
						size="compact-sm"
						variant="default"
						renderRoot={(rest) => <Link to="/contacts/$id" params={{ id: contact.id }} {...rest} />}
					>
						{t("inbox.openCase")}
					</Button>
				)}
			</header>
			<Conversation digits={digits} name={contact?.name ?? shownNumber(digits)} />
			{may.people && contact?.kind === "case" && <CaseComposer contact={contact} />}
			{may.people && contact?.kind === "worker" && (
				<Composer
					to={`worker:${contact.id}`}
					name={contact.name}
					refusal={isOptedOut ? "PHONE_NUMBER_OPTED_OUT" : null}
				/>
			)}
			{may.people && !contact && isKnown && <Stranger digits={digits} />}
		</section>
	);
}

function CaseComposer({ contact }: { contact: ContactRef }) {
	const view = useAsk("cases.show", { id: contact.id });
	const why = useConsentRefusal(view.data);
	const mayText = view.data?.mayText;
	if (!mayText) return null;
	return (
		<Composer
			to={`case:${contact.id}`}
			name={contact.name}
			refusal={mayText.allowed ? null : (mayText.code ?? "bug")}
			why={why}
		/>
	);
}

function Stranger({ digits }: { digits: string }) {
	const t = useWords("messaging");
	return (
		<div className={classes.foot}>
			<Text size="sm">{t("inbox.registerToAnswer")}</Text>
			<Button
				leftSection={<IconUserPlus size={16} aria-hidden />}
				renderRoot={(rest) => <Link to="/contacts/new" search={{ phone: `+${digits}` }} {...rest} />}
			>
				{t("inbox.register")}
			</Button>
		</div>
	);
}
