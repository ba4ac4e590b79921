import { Button, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { CaseView } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useMay } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { locale, useWords } from "../../words.ts";
import classes from "./case.module.css";
import { EditCase } from "./edit-case.tsx";
import { ownFields } from "./edit-values.ts";
import { storedDigits } from "./stored-digits.ts";

/** Properties shown before the rest is folded. */
const shownAtFirst = 12;

/** What is known of the person, changed in place. */
export function DetailsPanel(props: { view: CaseView; isEditing: boolean; onEdit(on: boolean): void }) {
	const t = useWords("contacts");
	const may = useMay();
	const opener = useReturnFocus<HTMLButtonElement>(props.isEditing);
	const { view } = props;
	return (
		<section aria-label={t("details.title")}>
			<div className={classes.panelHead}>
				<Title order={2}>{t("details.title")}</Title>
				{may.people && !props.isEditing && (
					<Button
						ref={opener}
						size="compact-sm"
						variant="default"
						leftSection={<IconPencil size={14} aria-hidden />}
						onClick={() => props.onEdit(true)}
					>
						{t("case.edit")}
					</Button>
				)}
			</div>
			{props.isEditing ? <EditCase view={view} onDone={() => props.onEdit(false)} /> : <Facts view={view} />}
		</section>
	);
}

function Facts({ view }: { view: CaseView }) {
	const t = useWords("contacts");
	const numberWords = useWords("phone-numbers");
	const [isWhole, setWhole] = useState(false);
	const { properties } = view;
	const free = Object.entries(properties).filter(([name]) => !ownFields.has(name));
	const language = properties.language_code;
	const rawPhone = properties.contact_phone_number;
	const digits = storedDigits(view);
	const phone = digits ? <PhoneText digits={digits} /> : rawPhone && <bdi dir="ltr">{rawPhone}</bdi>;
	const shown = isWhole ? free : free.slice(0, shownAtFirst);
	return (
		<>
			<dl className={classes.facts}>
				<Fact name={numberWords("field.label")}>{phone}</Fact>
				<Fact name={t("form.language")}>{language && languageNamed(language, locale())}</Fact>
				<Fact name={t("form.type")}>
					<UserText text={view.type} />
				</Fact>
				{view.owner && (
					<Fact name={t("form.owner")}>
						<UserText text={view.owner} />
					</Fact>
				)}
				{view.externalId && (
					<Fact name={t("form.externalId")}>
						<UserText text={view.externalId} />
					</Fact>
				)}
				{properties.time_zone && <Fact name={t("form.timeZone")}>{properties.time_zone}</Fact>}
				{properties.commcare_email_address && (
					<Fact name={t("form.email")}>
						<UserText text={properties.commcare_email_address} />
					</Fact>
				)}
				{properties.contact_backend_id && (
					<Fact name={t("form.gateway")}>
						<UserText text={properties.contact_backend_id} />
					</Fact>
				)}
				{shown.map(([name, value]) => (
					<Fact key={name} name={name}>
						<UserText text={value} />
					</Fact>
				))}
				<Fact name={t("details.opened")}>
					<When at={view.openedAt} />
				</Fact>
				<Fact name={t("details.modified")}>
					<When at={view.modifiedAt} />
				</Fact>
			</dl>
			{shown.length < free.length && (
				<Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
					{t("details.show", { count: free.length - shown.length })}
				</Button>
			)}
		</>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	const t = useWords("contacts");
	return (
		<>
			<dt>
				<bdi>{name}</bdi>
			</dt>
			<dd>{children || <span className={classes.plain}>{t("details.none")}</span>}</dd>
		</>
	);
}
