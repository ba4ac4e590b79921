import { Anchor, Group, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { OfficeStatus } from "../../../core/api/index.ts";
import { BringBack } from "../../components/bring-back.tsx";
import { LanguageButtons } from "../../components/language-buttons.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { showStatus } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { RecoverForm } from "./recover-form.tsx";
import classes from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

/** Names to pick and a PIN. Also the face of a locked window, with its person picked already. */
export function SignIn({ status }: { status: OfficeStatus }) {
	const t = useWords("staff");
	const [face, setFace] = useState<"signIn" | "recover" | "bringBack">("signIn");
	const isBroken = !status.practice && status.problem !== null;
	const leave = useDo("office.leavePractice");
	const isLocked = status.session?.locked === true;
	const words = useWords("settings");
	const title = t(isLocked ? "signIn.locked" : status.practice ? "signIn.practice" : "signIn.title");
	useEffect(() => {
		document.title = t("signIn.windowTitle", { title });
	}, [t, title]);
	const leavePractice = async () => {
		const answer = await leave.run({});
		if (answer.ok) showStatus(answer.value);
	};
	return (
		<main className={classes.scene}>
			<div className={classes.box}>
				<Title order={1}>
					{face === "recover" ? t("recover.title") : face === "bringBack" ? words("backups.restoreTitle") : title}
				</Title>
				{isBroken && face === "signIn" && <Trouble problem={{ code: status.problem ?? "" }} />}
				{status.damagedKeptAs && <Text role="alert">{t("signIn.damaged", { file: status.damagedKeptAs })}</Text>}
				{face === "recover" && <RecoverForm status={status} onLeave={() => setFace("signIn")} />}
				{face === "bringBack" && <BringBack status={status} onLeave={() => setFace("signIn")} />}
				{face === "signIn" && <SignInForm status={status} />}
				<Group gap="lg">
					{face === "signIn" && (
						<Anchor component="button" type="button" underline="always" onClick={() => setFace("recover")}>
							{t("signIn.useRecovery")}
						</Anchor>
					)}
					{face === "signIn" && isBroken && (
						<Anchor component="button" type="button" underline="always" onClick={() => setFace("bringBack")}>
							{words("backups.restoreTitle")}
						</Anchor>
					)}
					{status.practice && (
						<Anchor component="button" type="button" underline="always" onClick={() => void leavePractice()}>
							{t("signIn.leavePractice")}
						</Anchor>
					)}
				</Group>
				<LanguageButtons />
				<Text size="xs" c="dimmed">
					{t("signIn.version", { version: status.version })}
				</Text>
			</div>
		</main>
	);
}
