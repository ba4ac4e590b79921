import { Anchor, Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { OfficeStatus, Problem } from "../../../core/api/index.ts";
import { BringBack } from "../../components/bring-back.tsx";
import { LanguageButtons } from "../../components/language-buttons.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { showStatus } from "../../office.tsx";
import { locale, useWords } from "../../words.ts";
import classes from "./first-run.module.css";

/** The first thing anybody sees: language, and two ways to begin. */
export function Welcome(props: { status: OfficeStatus; isResumed: boolean; onSetUp(): void }) {
	const { isResumed, onSetUp } = props;
	const words = useWords("settings");
	const [isBringing, setBringing] = useState(false);
	const t = useWords("staff");
	const practice = useDo("office.enterPractice");
	const [problem, setProblem] = useState<Problem | null>(null);
	const enter = async () => {
		const answer = await practice.run({ language: locale() });
		if (answer.ok) showStatus(answer.value);
		else setProblem(answer.problem);
	};
	return (
		<main className={classes.welcome}>
			<LanguageButtons />
			<Title order={1} mt="xl">
				{t("welcome.title")}
			</Title>
			<Text maw={560} mt="xs">
				{t("welcome.words")}
			</Text>
			<div className={classes.ways}>
				<section className={classes.way} aria-labelledby="way-office">
					<Title order={2} id="way-office">
						{t("welcome.office")}
					</Title>
					<Text>{t("welcome.officeWords")}</Text>
					<Button size="md" mt="auto" onClick={onSetUp}>
						{t(isResumed ? "welcome.officeResume" : "welcome.officeGo")}
					</Button>
				</section>
				<section className={classes.way} aria-labelledby="way-practice">
					<Title order={2} id="way-practice">
						{t("welcome.practice")}
					</Title>
					<Text>{t("welcome.practiceWords")}</Text>
					<Button size="md" mt="auto" loading={practice.busy} onClick={() => void enter()}>
						{t("welcome.practiceGo")}
					</Button>
				</section>
			</div>
			<Trouble problem={problem} />
			{!isBringing && (
				<Anchor component="button" type="button" underline="always" onClick={() => setBringing(true)}>
					{words("backups.bringBack")}
				</Anchor>
			)}
			{isBringing && (
				<section className={classes.back} aria-labelledby="way-back">
					<Title order={2} id="way-back">
						{words("backups.bringBack")}
					</Title>
					<BringBack status={props.status} onLeave={() => setBringing(false)} />
				</section>
			)}
		</main>
	);
}
