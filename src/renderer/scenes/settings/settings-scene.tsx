import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SceneHead } from "../../components/scene-head.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { BySmsSettings } from "../by-sms/by-sms-settings.tsx";
import { Backups } from "./backups.tsx";
import { CheckComputer } from "./check-computer.tsx";
import { ConsentWordings } from "./consent-wordings.tsx";
import { ProjectList } from "./project-list.tsx";
import { ProjectSettings } from "./project-settings.tsx";
import { StaffList } from "./staff-list.tsx";
import { WindowSettings } from "./window-settings.tsx";

const tabs = ["project", "consent", "bySms", "staff", "projects", "backups", "computer", "window"] as const;

/** Settings of the project, its consent statements, the staff of the office, its projects and backups, this computer and this window. */
export function SettingsScene() {
	const t = useWords("settings");
	const may = useMay();
	const { tab } = useSearch({ from: "/settings" });
	const navigate = useNavigate();
	const shown = tabs.find((one) => one === tab) ?? "project";
	return (
		<>
			<SceneHead title={t("title")} under={may.supervise ? undefined : t("supervisorsOnly")} />
			<Tabs
				value={shown}
				keepMounted={false}
				activateTabWithKeyboard={false}
				onChange={(one) => void navigate({ to: "/settings", search: { tab: one ?? "project" } })}
			>
				<Tabs.List mb="lg">
					{tabs.map((one) => (
						<Tabs.Tab key={one} value={one}>
							{t(`tab.${one}`)}
						</Tabs.Tab>
					))}
				</Tabs.List>
				<Tabs.Panel value="project">
					<ProjectSettings />
				</Tabs.Panel>
				<Tabs.Panel value="consent">
					<ConsentWordings />
				</Tabs.Panel>
				<Tabs.Panel value="bySms">
					<BySmsSettings />
				</Tabs.Panel>
				<Tabs.Panel value="staff">
					<StaffList />
				</Tabs.Panel>
				<Tabs.Panel value="projects">
					<ProjectList />
				</Tabs.Panel>
				<Tabs.Panel value="backups">
					<Backups />
				</Tabs.Panel>
				<Tabs.Panel value="computer">
					<CheckComputer />
				</Tabs.Panel>
				<Tabs.Panel value="window">
					<WindowSettings />
				</Tabs.Panel>
			</Tabs>
		</>
	);
}
