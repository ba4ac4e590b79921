import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ConflictsTab } from "./conflicts-tab.tsx";
import { ConnectionTab } from "./connection-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { type HqTab, tabsFor } from "./hq-tabs.ts";
import { ParkedTab } from "./parked-tab.tsx";
import { StateTab } from "./state-tab.tsx";
import { TryNow } from "./try-now.tsx";
import { WaitingTab } from "./waiting-tab.tsx";

/** What goes to head office and what comes back: how the line is, what waits and why, and who decides what. */
export function HqScene() {
	const t = useWords("hq");
	const may = useMay();
	const navigate = useNavigate();
	const asked = useSearch({ from: "/hq" }).tab ?? "state";
	const status = useAsk("hq.status", {}, { everyMs: 15_000 });
	const tabs = tabsFor(may);
	const tab = tabs.includes(asked) ? asked : "state";
	const { waiting = 0, parked = 0, conflicts = 0 } = status.data ?? {};
	const counts: Partial<Record<HqTab, number>> = { waiting, parked, conflicts };
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				{status.data && status.data.state !== "off" && <TryNow status={status.data} />}
			</SceneHead>
			<Trouble problem={status.problem} again={status.refetch} />
			<Tabs
				value={tab}
				keepMounted={false}
				activateTabWithKeyboard={false}
				onChange={(one) =>
					void navigate({ to: "/hq", search: { tab: tabs.find((name) => name === one) }, replace: true })
				}
			>
				<Tabs.List mb="lg">
					{tabs.map((one) => (
						<Tabs.Tab key={one} value={one}>
							{counts[one] ? t("tab.counted", { name: t(`tab.${one}`), number: counts[one] }) : t(`tab.${one}`)}
						</Tabs.Tab>
					))}
				</Tabs.List>
				<Tabs.Panel value="state">{status.data && <StateTab status={status.data} />}</Tabs.Panel>
				<Tabs.Panel value="waiting">
					<WaitingTab waiting={waiting} />
				</Tabs.Panel>
				<Tabs.Panel value="parked">
					<ParkedTab />
				</Tabs.Panel>
				<Tabs.Panel value="conflicts">
					<ConflictsTab />
				</Tabs.Panel>
				<Tabs.Panel value="history">
					<HistoryTab />
				</Tabs.Panel>
				<Tabs.Panel value="connection">
					<ConnectionTab />
				</Tabs.Panel>
			</Tabs>
		</>
	);
}
