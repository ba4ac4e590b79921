import { Button, Modal, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { OutputOf } from "../../../core/api/index.ts";
import { RestoreForm } from "../../components/restore-form.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay, useOffice } from "../../office.tsx";
import { exactly } from "../../time-words.ts";
import { locale, useWords } from "../../words.ts";
import { noteRestore, useLastRestore } from "./last-restore.ts";
import { SaveBackup } from "./save-backup.tsx";
import classes from "./settings.module.css";

/** How old the last backup is, saving one in a file, and the way back to one. */
export function Backups() {
	const t = useWords("settings");
	const may = useMay();
	const { status, staff } = useOffice();
	const line = useAsk("status.line", {});
	const copies = useAsk("backup.copies", {});
	/** What is to be restored: the name of a daily copy; empty: a file that is asked for. */
	const [from, setFrom] = useState<string | null>(null);
	const answer = useLastRestore();
	const back = answer?.ok ? answer.value : null;
	if (status.practice) return <Text>{t("backups.notInPractice")}</Text>;
	const size = new Intl.NumberFormat(locale(), { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
	const done = (value: OutputOf<"backup.restore">) => {
		setFrom(null);
		noteRestore({ ok: true, value });
	};
	const leave = () => {
		setFrom(null);
		if (answer && !answer.ok) noteRestore(null);
	};
	return (
		<div className={classes.checks}>
			<Text maw={640}>
				{line.data?.lastBackupAt ? (
					<>
						{t("backups.last")} <When at={line.data.lastBackupAt} />
					</>
				) : (
					t("backups.never")
				)}
			</Text>
			{back && (
				<Text role="status" maw={640}>
					{t("backups.restored", { when: exactly(back.madeAt, locale()) })}{" "}
					{back.keptAs && t("backups.keptAs", { file: back.keptAs })}
				</Text>
			)}
			{from === null && <Trouble problem={answer && !answer.ok ? answer.problem : null} />}
			{may.machines && <SaveBackup />}
			<Title order={2}>{t("backups.copies")}</Title>
			<Trouble problem={copies.problem} />
			{copies.data?.length === 0 && <Text c="dimmed">{t("backups.noCopies")}</Text>}
			{(copies.data?.length ?? 0) > 0 && (
				<Table.ScrollContainer minWidth={360} maw={640}>
					<Table>
						<Table.Thead>
							<Table.Tr>
								<Table.Th>{t("backups.made")}</Table.Th>
								<Table.Th>{t("backups.size")}</Table.Th>
								{may.supervise && <Table.Th>{t("backups.actions")}</Table.Th>}
							</Table.Tr>
						</Table.Thead>
						<Table.Tbody>
							{copies.data?.map((copy) => (
								<Table.Tr key={copy.name}>
									<Table.Td>
										<time dateTime={copy.madeAt}>{exactly(copy.madeAt, locale())}</time>
									</Table.Td>
									<Table.Td>
										<data value={copy.bytes}>{size.format(copy.bytes / 1_000_000)}</data>
									</Table.Td>
									{may.supervise && (
										<Table.Td>
											<Button
												variant="default"
												size="compact-sm"
												aria-label={t("backups.backTo", { when: exactly(copy.madeAt, locale()) })}
												onClick={() => setFrom(copy.name)}
											>
												{t("backups.back")}
											</Button>
										</Table.Td>
									)}
								</Table.Tr>
							))}
						</Table.Tbody>
					</Table>
				</Table.ScrollContainer>
			)}
			{may.supervise && (
				<Button variant="default" w="fit-content" onClick={() => setFrom("")}>
					{t("backups.backToFile")}
				</Button>
			)}
			{from !== null && (
				<Modal opened onClose={leave} title={t("backups.restoreTitle")} closeButtonProps={{ "aria-label": t("close") }}>
					<RestoreForm
						file={from || undefined}
						name={staff.name}
						onDone={done}
						onRefused={(problem) => noteRestore({ ok: false, problem })}
					/>
				</Modal>
			)}
		</div>
	);
}
