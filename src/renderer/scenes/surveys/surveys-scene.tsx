import { Button, Stack, Table, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ImportSurvey } from "./import-survey.tsx";
import { SurveyRuns } from "./survey-runs.tsx";
import classes from "./surveys.module.css";

/** What people are asked by SMS: each survey with who is in it, and the runs that ask many. */
export function SurveysScene() {
	const t = useWords("surveys");
	const may = useMay();
	const list = useAsk("surveys.list", {});
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				{may.supervise && (
					<>
						<ImportSurvey />
						<Button
							leftSection={<IconPlus size={16} aria-hidden />}
							renderRoot={(props) => <Link to="/surveys/new" {...props} />}
						>
							{t("make")}
						</Button>
					</>
				)}
			</SceneHead>
			<Stack gap="xl">
				<Trouble problem={list.problem} again={list.refetch} />
				{list.data?.length === 0 && <Text>{t(may.supervise ? "none" : "noneForClerk")}</Text>}
				{list.data && list.data.length > 0 && (
					// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
					<section className={classes.scroll} tabIndex={0} aria-label={t("title")}>
						<Table fz={13} aria-label={t("title")}>
							<Table.Thead>
								<Table.Tr>
									<Table.Th>{t("list.name")}</Table.Th>
									<Table.Th>{t("list.questions")}</Table.Th>
									<Table.Th>{t("list.open")}</Table.Th>
									<Table.Th>{t("list.silent")}</Table.Th>
									<Table.Th>{t("list.finished")}</Table.Th>
									<Table.Th>{t("list.changed")}</Table.Th>
								</Table.Tr>
							</Table.Thead>
							<Table.Tbody>
								{list.data.map((row) => (
									<Table.Tr key={row.id}>
										<Table.Th scope="row">
											<Link to="/surveys/$id" params={{ id: row.id }}>
												<UserText text={row.name} />
											</Link>
											{row.consent && (
												<Text span size="xs" c="dimmed" display="block">
													{t("list.asksConsent")}
												</Text>
											)}
										</Table.Th>
										<Table.Td>{row.questions}</Table.Td>
										<Table.Td>{row.open}</Table.Td>
										<Table.Td>{row.silent}</Table.Td>
										<Table.Td>{row.finished}</Table.Td>
										<Table.Td>
											<When at={row.changedAt} quiet />
										</Table.Td>
									</Table.Tr>
								))}
							</Table.Tbody>
						</Table>
					</section>
				)}
				<SurveyRuns />
			</Stack>
		</>
	);
}
