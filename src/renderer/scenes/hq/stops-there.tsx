import { Table, Text, Title } from "@mantine/core";
import { useId } from "react";
import { PhoneText } from "../../components/phone-text.tsx";
import { StopHere } from "../../components/stop-here.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import classes from "./hq.module.css";

/** People who texted STOP to another office and are texted here. */
export function StopsThere() {
	const t = useWords("hq");
	const id = useId();
	const stops = useAsk("hq.stopsThere", {});
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("stops.title")}
			</Title>
			<Text size="sm">{t("stops.words")}</Text>
			<Trouble problem={stops.problem} again={stops.refetch} />
			<Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
				<Table fz={13} aria-labelledby={id}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("row.contact")}</Table.Th>
							<Table.Th>{t("taken.number")}</Table.Th>
							<Table.Th>{t("stops.what")}</Table.Th>
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{stops.data?.map(({ contact, digits }) => (
							<Table.Tr key={contact.id}>
								<Table.Td>
									<ContactLink contact={contact} />
								</Table.Td>
								<Table.Td>
									<PhoneText digits={digits} />
								</Table.Td>
								<Table.Td>
									<StopHere digits={digits} name={contact.name} />
								</Table.Td>
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
		</section>
	);
}
