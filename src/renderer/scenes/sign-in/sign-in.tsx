import { Anchor, Group, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { OfficeStatus } from "../../../core/api/index.ts";
import { LanguageButtons } from "../../components/language-buttons.tsx";
import { useDo } from "../../core-client.tsx";
import { showStatus } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { RecoverForm } from "./recover-form.tsx";
import classes from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

/** Names to pick and a PIN. Also the face of a locked window, with its person picked already. */
export function SignIn({ status }: { status: OfficeStatus }) {
	const t = useWords("staff");
	const [isRecovering, setRecovering] = useState(false);
	const leave = useDo("office.leavePractice");
	const isLocked = status.session?.locked === true;
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
				<Title order={1}>{isRecovering ? t("recover.title") : title}</Title>
				{status.damagedKeptAs && <Text role="alert">{t("signIn.damaged", { file: status.damagedKeptAs })}</Text>}
				{isRecovering ? (
					<RecoverForm status={status} onLeave={() => setRecovering(false)} />
				) : (
					<SignInForm status={status} />
				)}
				<Group gap="lg">
					{!isRecovering && (
						<Anchor component="button" type="button" underline="always" onClick={() => setRecovering(true)}>
							{t("signIn.useRecovery")}
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
