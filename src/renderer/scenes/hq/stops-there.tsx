import { Table } from "@mantine/core";
import { PhoneText } from "../../components/phone-text.tsx";
import { StopHere } from "../../components/stop-here.tsx";
import { useNextInList } from "../../components/use-next-in-list.ts";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import { PeoplePart } from "./people-part.tsx";

/** People who texted STOP to another office and are texted here; `onStopped` is told whom no texts go to any more. */
export function StopsThere({ onStopped }: { onStopped(name: string): void }) {
	const t = useWords("hq");
	const stops = useAsk("hq.stopsThere", {});
	const { list, dealtWith } = useNextInList<HTMLElement>(stops.data?.map(({ contact }) => contact.id) ?? []);
	return (
		<PeoplePart
			title={t("stops.title")}
			words={t("stops.words")}
			columns={[t("row.contact"), t("taken.number"), t("stops.what")]}
			asked={stops}
			ref={list}
		>
			{stops.data?.map(({ contact, digits }) => (
				<Table.Tr key={contact.id} data-part tabIndex={-1}>
					<Table.Td>
						<ContactLink contact={contact} />
					</Table.Td>
					<Table.Td>
						<PhoneText digits={digits} />
					</Table.Td>
					<Table.Td>
						<StopHere
							digits={digits}
							name={contact.name}
							onStopped={() => {
								dealtWith(contact.id);
								onStopped(contact.name);
							}}
						/>
					</Table.Td>
				</Table.Tr>
			))}
		</PeoplePart>
	);
}
