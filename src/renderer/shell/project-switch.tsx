import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { IconBriefcase, IconCheck, IconSelector } from "@tabler/icons-react";
import { useState } from "react";
import { keepHalfTyped } from "../components/half-typed.ts";
import { useAsk, useDo } from "../core-client.tsx";
import { useOffice } from "../office.tsx";
import { problemWords, useWords } from "../words.ts";
import classes from "./rail.module.css";

/** The project this seat works in, and the way to another one. */
export function ProjectSwitch({ isNarrow }: { isNarrow: boolean }) {
	const t = useWords("shell");
	const { project } = useOffice();
	const { data: projects } = useAsk("projects.list", {});
	const use = useDo("projects.use");
	const [trouble, setTrouble] = useState("");
	const go = async (id: string) => {
		await keepHalfTyped();
		const answer = await use.run({ id });
		setTrouble(answer.ok ? "" : problemWords(answer.problem));
	};
	const others = (projects ?? []).filter((one) => one.id !== project.id);
	const name = <bdi className={isNarrow ? "seen-by-readers" : classes.word}>{project.name}</bdi>;
	return (
		<>
			<Menu position="bottom-start" withinPortal>
				<Menu.Target>
					<Tooltip label={project.name} position="right" disabled={!isNarrow}>
						<UnstyledButton
							className={`${classes.item} ${classes.project}`}
							aria-label={t("project.label", { name: project.name })}
						>
							<IconBriefcase size={18} stroke={1.75} aria-hidden className={classes.icon} />
							{name}
							{!isNarrow && <IconSelector size={16} aria-hidden />}
						</UnstyledButton>
					</Tooltip>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Label>{t("project.here")}</Menu.Label>
					<Menu.Item leftSection={<IconCheck size={16} aria-hidden />}>
						<bdi>{project.name}</bdi>
					</Menu.Item>
					{others.length > 0 && <Menu.Label>{t("project.others")}</Menu.Label>}
					{others.map((one) => (
						<Menu.Item key={one.id} onClick={() => void go(one.id)}>
							<bdi>{one.name}</bdi>
						</Menu.Item>
					))}
				</Menu.Dropdown>
			</Menu>
			{trouble && <span role="alert">{trouble}</span>}
		</>
	);
}
