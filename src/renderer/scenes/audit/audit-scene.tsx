import { Button, Select, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { actionWords } from "./action-words.ts";
import { AuditTable } from "./audit-table.tsx";
import { VerifyAudit } from "./verify-audit.tsx";

const pageSize = 100;

/** Who did what: newest first, filtered by what was done, and a check that nothing was changed afterwards. */
export function AuditScene() {
	const t = useWords("audit");
	const may = useMay();
	const [action, setAction] = useState<string | null>(null);
	const [limit, setLimit] = useState(pageSize);
	const list = useAsk(
		"audit.list",
		{ limit, ...(action ? { action } : {}) },
		{ enabled: may.supervise, keepPrevious: true },
	);
	const lines = list.data?.lines ?? [];
	const [seen, setSeen] = useState<string[]>([]);
	const known = useMemo(() => [...new Set([...seen, ...lines.map((line) => line.action)])].sort(), [seen, lines]);
	if (!may.supervise) return <Text>{t("supervisorsOnly")}</Text>;
	const filter = (chosen: string | null) => {
		setSeen(known);
		setAction(chosen);
		setLimit(pageSize);
	};
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				<Select
					aria-label={t("filter")}
					placeholder={t("everything")}
					clearable
					searchable
					data={known.map((one) => ({ value: one, label: actionWords(t, one) }))}
					value={action}
					onChange={filter}
					clearButtonProps={{ "aria-label": t("clearFilter") }}
				/>
				<VerifyAudit />
			</SceneHead>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && lines.length === 0 && <Text c="dimmed">{t("empty")}</Text>}
			{lines.length > 0 && <AuditTable lines={lines} />}
			{list.data?.more && limit < 500 && (
				<Button
					variant="default"
					mt="md"
					w="fit-content"
					loading={list.fetching}
					onClick={() => setLimit(limit + pageSize)}
				>
					{t("more")}
				</Button>
			)}
		</>
	);
}
