import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay, useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { Checklist } from "./checklist.tsx";
import { DayChart } from "./day-chart.tsx";
import classes from "./home.module.css";
import { NeedsNow } from "./needs-now.tsx";
import { ThingsToTry } from "./things-to-try.tsx";
import { Waiting } from "./waiting.tsx";

/** What needs me now, and how the last two weeks went. */
export function HomeScene() {
	const t = useWords("shell");
	const may = useMay();
	const { status } = useOffice();
	const home = useAsk("reports.home", {}, { everyMs: 300_000 });
	return (
		<>
			<SceneHead title={t("rail.home")}>
				{may.people && (
					<Button component={Link} to="/contacts/new">
						{t("home.register")}
					</Button>
				)}
			</SceneHead>
			<Trouble problem={home.problem} again={home.refetch} />
			<div className={classes.parts}>
				{home.data && <NeedsNow home={home.data} />}
				{home.data && home.data.waiting.length > 0 && <Waiting rows={home.data.waiting} />}
				{status.practice ? <ThingsToTry /> : <Checklist />}
			</div>
			{home.data && (
				<div className={classes.charts}>
					<DayChart
						name="texts"
						days={home.data.textsByDay}
						series={[
							{ name: "received", color: "var(--outpost-bar-quiet)" },
							{ name: "sent", color: "var(--outpost-bar-mid)" },
							{ name: "delivered", color: "var(--outpost-bar-full)" },
							{ name: "failed", color: "var(--outpost-bar-bad)" },
						]}
					/>
					<DayChart
						name="registrations"
						days={home.data.registrationsByDay.map(({ day, registered, consented }) => ({
							day,
							consented,
							notConsented: registered - consented,
						}))}
						series={[
							{ name: "consented", color: "var(--outpost-bar-full)" },
							{ name: "notConsented", color: "var(--outpost-bar-quiet)" },
						]}
					/>
				</div>
			)}
		</>
	);
}
