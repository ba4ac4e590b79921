import { Table } from "@mantine/core";
import { PhoneText } from "../../components/phone-text.tsx";
import { UserText } from "../../components/user-text.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import { PeoplePart } from "./people-part.tsx";

/** Numbers that are two-way here while HQ gives them to somebody else. */
export function TakenNumbers() {
	const t = useWords("hq");
	const taken = useAsk("hq.takenNumbers", {});
	return (
		<PeoplePart
			title={t("taken.title")}
			words={t("taken.words")}
			columns={[t("taken.number"), t("taken.here"), t("taken.there")]}
			asked={taken}
		>
			{taken.data?.map(({ digits, here, there }) => (
				<Table.Tr key={`${digits} ${there.id}`}>
					<Table.Td>
						<PhoneText digits={digits} />
					</Table.Td>
					<Table.Td>
						<ContactLink contact={here} />
					</Table.Td>
					<Table.Td>
						<UserText text={there.name || there.id} />
					</Table.Td>
				</Table.Tr>
			))}
		</PeoplePart>
	);
}
