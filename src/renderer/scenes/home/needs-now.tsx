import { Text, Title } from "@mantine/core";
import {
	type Icon,
	IconAlertTriangle,
	IconArrowsSplit,
	IconCircleCheck,
	IconCloudOff,
	IconHandStop,
	IconMail,
	IconPlayerPause,
	IconQuestionMark,
	IconX,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Home } from "../../../core/api/index.ts";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import type { HqTab } from "../hq/hq-tabs.ts";
import classes from "./home.module.css";

type TextNeed = "unread" | "reviews" | "held" | "failed" | "unknown";
type Way = { tab: "inbox"; with?: string } | { tab: "log"; state: string } | { tab: "unclear" | "held" };

const texts: Record<TextNeed, { icon: Icon; colour: string; search: Way }> = {
	unread: { icon: IconMail, colour: "var(--mantine-color-anchor)", search: { tab: "inbox" } },
	reviews: { icon: IconAlertTriangle, colour: "var(--outpost-wait)", search: { tab: "inbox" } },
	held: { icon: IconHandStop, colour: "var(--outpost-wait)", search: { tab: "held" } },
	failed: { icon: IconX, colour: "var(--outpost-bad)", search: { tab: "log", state: "failed" } },
	unknown: { icon: IconQuestionMark, colour: "var(--outpost-wait)", search: { tab: "unclear" } },
};

type HqNeed = "hqStopped" | "hqConflicts" | "hqParked";
const hqNeeds: Record<HqNeed, { icon: Icon; colour: string; tab: HqTab }> = {
	hqStopped: { icon: IconCloudOff, colour: "var(--outpost-bad)", tab: "state" },
	hqConflicts: { icon: IconArrowsSplit, colour: "var(--outpost-wait)", tab: "conflicts" },
	hqParked: { icon: IconPlayerPause, colour: "var(--outpost-wait)", tab: "parked" },
};

/** What only a person can settle, each line leading to it. */
export function NeedsNow({ home }: { home: Home }) {
	const t = useWords("shell");
	const may = useMay();
	const hq = useAsk("status.line", {}).data?.hq;
	const counts: Record<HqNeed, number> = {
		hqStopped: hq?.state === "stopped" ? 1 : 0,
		hqConflicts: may.people ? (hq?.conflicts ?? 0) : 0,
		hqParked: may.people ? (hq?.parked ?? 0) : 0,
	};
	const lines: ReactNode[] = [];
	for (const need of Object.keys(texts) as TextNeed[]) {
		const { icon: Shape, colour, search } = texts[need];
		const way: Way =
			need === "reviews" && home.oldestReview ? { tab: "inbox", with: home.oldestReview.digits } : search;
		if (home[need] === 0) continue;
		lines.push(
			<li key={need}>
				<Link to="/messages" search={way} className={classes.line}>
					<Shape size={18} color={colour} aria-hidden />
					{t(`home.need.${need}`, { count: home[need] })}
				</Link>
			</li>,
		);
	}
	for (const need of Object.keys(hqNeeds) as HqNeed[]) {
		const { icon: Shape, colour, tab } = hqNeeds[need];
		if (counts[need] === 0) continue;
		lines.push(
			<li key={need}>
				<Link to="/hq" search={{ tab }} className={classes.line}>
					<Shape size={18} color={colour} aria-hidden />
					{need === "hqStopped" ? t("home.need.hqStopped") : t(`home.need.${need}`, { count: counts[need] })}
				</Link>
			</li>,
		);
	}
	return (
		<section aria-labelledby="needs-now" className={classes.part}>
			<Title order={2} id="needs-now" mb="sm">
				{t("home.now")}
			</Title>
			{lines.length === 0 ? (
				<Text className={classes.line}>
					<IconCircleCheck size={18} color="var(--outpost-good)" aria-hidden />
					{t("home.nothing")}
				</Text>
			) : (
				<ul className={classes.lines}>{lines}</ul>
			)}
		</section>
	);
}
