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
							{ name: "received", color: "gray.5" },
							{ name: "sent", color: "teal.3" },
							{ name: "delivered", color: "teal.7" },
							{ name: "failed", color: "red.8" },
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
							{ name: "consented", color: "teal.7" },
							{ name: "notConsented", color: "gray.5" },
						]}
					/>
				</div>
			)}
		</>
	);
}
