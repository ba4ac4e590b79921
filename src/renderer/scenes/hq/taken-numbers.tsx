import { Table, Text, Title } from "@mantine/core";
import { useId } from "react";
import { PhoneText } from "../../components/phone-text.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import classes from "./hq.module.css";

/** Numbers that are two-way here while HQ gives them to somebody else. */
export function TakenNumbers() {
	const t = useWords("hq");
	const id = useId();
	const taken = useAsk("hq.takenNumbers", {});
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("taken.title")}
			</Title>
			<Text size="sm">{t("taken.words")}</Text>
			<Trouble problem={taken.problem} again={taken.refetch} />
			<Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
				<Table fz={13} aria-labelledby={id}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("taken.number")}</Table.Th>
							<Table.Th>{t("taken.here")}</Table.Th>
							<Table.Th>{t("taken.there")}</Table.Th>
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
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
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
		</section>
	);
}
