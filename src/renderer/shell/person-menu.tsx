import { Menu, Tooltip, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { keepHalfTyped } from "../components/half-typed.ts";
import { useDo } from "../core-client.tsx";
import { showStatus, useOffice } from "../office.tsx";
import { ChangePin } from "../scenes/settings/change-pin.tsx";
import { languages, setLanguage, useLanguage, useWords } from "../words.ts";
import { Face } from "./face.tsx";
import classes from "./rail.module.css";

const schemes = ["light", "dark", "auto"] as const;

/** The person signed in: language, look, PIN, handing the seat over. */
export function PersonMenu({ isNarrow }: { isNarrow: boolean }) {
	const t = useWords("shell");
	const { staff, status } = useOffice();
	const navigate = useNavigate();
	const language = useLanguage();
	const { colorScheme, setColorScheme } = useMantineColorScheme();
	const signOut = useDo("staff.signOut");
	const keepLanguage = useDo("staff.setLanguage");
	const [isChangingPin, setChangingPin] = useState(false);
	const leave = async () => {
		await keepHalfTyped();
		const answer = await signOut.run({});
		if (answer.ok) showStatus(answer.value);
	};
	const speak = async (code: string) => {
		await setLanguage(code);
		await keepLanguage.run({ language: code });
	};
	return (
		<>
			<Menu position="right-end" withinPortal>
				<Menu.Target>
					<Tooltip label={staff.name} position="right" disabled={!isNarrow}>
						<UnstyledButton className={classes.item} aria-label={t("person.label", { name: staff.name })}>
							<Face icon={IconUser} words={staff.name} isNarrow={isNarrow} />
						</UnstyledButton>
					</Tooltip>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Label>{t(`person.role.${staff.role}`)}</Menu.Label>
					{!status.practice && <Menu.Item onClick={() => setChangingPin(true)}>{t("person.changePin")}</Menu.Item>}
					<Menu.Item onClick={() => void navigate({ to: "/settings", search: { tab: "window" } })}>
						{t("person.keys")}
					</Menu.Item>
					{!status.practice && <Menu.Item onClick={() => void leave()}>{t("person.signOut")}</Menu.Item>}
					<Menu.Label>{t("person.language")}</Menu.Label>
					<Menu.RadioGroup value={language} onChange={(code) => void speak(code)}>
						{languages.map(({ code, name }) => (
							<Menu.RadioItem key={code} value={code} lang={code}>
								{name}
							</Menu.RadioItem>
						))}
					</Menu.RadioGroup>
					<Menu.Label>{t("person.look")}</Menu.Label>
					<Menu.RadioGroup
						value={colorScheme}
						onChange={(chosen) => setColorScheme(schemes.find((scheme) => scheme === chosen) ?? "auto")}
					>
						{schemes.map((scheme) => (
							<Menu.RadioItem key={scheme} value={scheme}>
								{t(`person.scheme.${scheme}`)}
							</Menu.RadioItem>
						))}
					</Menu.RadioGroup>
				</Menu.Dropdown>
			</Menu>
			<ChangePin opened={isChangingPin} onClose={() => setChangingPin(false)} />
		</>
	);
}
