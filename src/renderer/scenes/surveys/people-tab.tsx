import { Button, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SessionView, SurveyView } from "../../../core/api/index.ts";
import { FilterChips } from "../../components/filter-chips.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import { CloseSession } from "./close-session.tsx";
import { SessionState } from "./session-state.tsx";
import classes from "./surveys.module.css";
import { useSessions } from "./use-sessions.ts";

const shows = ["all", "open", "silent", "ended"] as const;

/** Who is at which question, who fell silent, and how the others came out. */
export function PeopleTab({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const [show, setShow] = useState<(typeof shows)[number]>("all");
	const sessions = useSessions({ survey: survey.id, show });
	return (
		<Stack gap="md">
			<FilterChips
				label={t("people.filter")}
				clearLabel={t("people.clear")}
				chips={[
					{
						key: "show",
						label: t("people.filter"),
						value: show === "all" ? "" : show,
						options: shows.map((one) => ({ value: one === "all" ? "" : one, word: t(`people.show.${one}`) })),
					},
				]}
				onChange={(_, value) => setShow(shows.find((one) => one === value) ?? "all")}
			/>
			<Trouble problem={sessions.problem} />
			{sessions.rows?.length === 0 && (
				<Text role="status">{t(show === "all" ? "people.none" : "people.noneSuch")}</Text>
			)}
			{sessions.rows && sessions.rows.length > 0 && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				<section className={classes.scroll} tabIndex={0} aria-label={t("tab.people")}>
					<Table fz={13} aria-label={t("tab.people")}>
						<Table.Thead>
							<Table.Tr>
								<Table.Th>{t("people.name")}</Table.Th>
								<Table.Th>{t("people.number")}</Table.Th>
								<Table.Th>{t("people.state")}</Table.Th>
								<Table.Th>{t("people.at")}</Table.Th>
								<Table.Th>{t("people.heard")}</Table.Th>
								<Table.Th>{t("people.next")}</Table.Th>
								<Table.Td />
							</Table.Tr>
						</Table.Thead>
						<Table.Tbody>
							{sessions.rows.map((row) => (
								<Row key={row.id} row={row} />
							))}
						</Table.Tbody>
					</Table>
				</section>
			)}
			{sessions.more && (
				<Button variant="default" onClick={sessions.askMore} style={{ alignSelf: "flex-start" }}>
					{t("people.more")}
				</Button>
			)}
		</Stack>
	);
}

function Row({ row }: { row: SessionView }) {
	const t = useWords("surveys");
	return (
		<Table.Tr>
			<Table.Th scope="row">
				<Link to="/contacts/$id" params={{ id: row.contact.id }}>
					<UserText text={row.contact.name} />
				</Link>
			</Table.Th>
			<Table.Td>
				<PhoneText digits={row.digits} />
			</Table.Td>
			<Table.Td>
				<SessionState session={row} />
			</Table.Td>
			<Table.Td>{t("people.question", { number: row.question.number, of: row.question.of })}</Table.Td>
			<Table.Td>{row.heardAt ? <When at={row.heardAt} quiet /> : t("people.never")}</Table.Td>
			<Table.Td>{row.nextAt && <When at={row.nextAt} quiet />}</Table.Td>
			<Table.Td>{row.state === "open" && <CloseSession session={row} />}</Table.Td>
		</Table.Tr>
	);
}
