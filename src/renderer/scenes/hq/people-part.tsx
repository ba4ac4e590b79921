import { Table, Text, Title } from "@mantine/core";
import { type ReactNode, type Ref, useId } from "react";
import { Trouble } from "../../components/trouble.tsx";
import type { Asked } from "../../core-client.tsx";
import classes from "./hq.module.css";

/** A part of the scene about some people: what is the matter with them, and a line for each. `children`: those lines. */
export function PeoplePart(props: {
	title: string;
	words: string;
	columns: string[];
	asked: Pick<Asked<unknown>, "problem" | "refetch">;
	ref?: Ref<HTMLElement>;
	children: ReactNode;
}) {
	const id = useId();
	const { asked } = props;
	return (
		<section ref={props.ref} tabIndex={-1} className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{props.title}
			</Title>
			<Text size="sm">{props.words}</Text>
			<Trouble problem={asked.problem} again={asked.refetch} />
			<Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
				<Table fz={13} aria-labelledby={id}>
					<Table.Thead>
						<Table.Tr>
							{props.columns.map((column) => (
								<Table.Th key={column}>{column}</Table.Th>
							))}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>{props.children}</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
		</section>
	);
}
