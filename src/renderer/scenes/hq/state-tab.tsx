import { Button, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { HqStatus } from "../../../core/api/index.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { isolated } from "../../components/isolated.ts";
import { useCatchFocus } from "../../components/use-catch-focus.ts";
import { When } from "../../components/when.tsx";
import { useMay } from "../../office.tsx";
import { useLocale, useWords } from "../../words.ts";
import { FirstDownload } from "./first-download.tsx";
import { StateWords } from "./state-words.tsx";
import { StopsThere } from "./stops-there.tsx";
import { TakenNumbers } from "./taken-numbers.tsx";

/** Sooner than this is said without a number. */
const soonMs = 60_000;

/** How the line to HQ is, and what went over it. */
export function StateTab({ status }: { status: HqStatus }) {
	const t = useWords("hq");
	const may = useMay();
	const [said, setSaid] = useState("");
	const hasStops = may.people && status.stopsThere > 0;
	const page = useCatchFocus<HTMLDivElement>(hasStops);
	if (status.state === "off")
		return (
			<Stack align="flex-start" maw={640}>
				<Text>{t(may.machines ? "off" : "offForClerks")}</Text>
				{may.machines && (
					<Button renderRoot={(rest) => <Link to="/hq" search={{ tab: "connection" }} {...rest} />}>
						{t("connect")}
					</Button>
				)}
			</Stack>
		);
	return (
		<Stack ref={page} tabIndex={-1} gap="lg" maw={880}>
			<div role="status" className="seen-by-readers">
				{said}
			</div>
			<StateWords status={status} />
			{status.download && <FirstDownload download={status.download} />}
			<Facts>
				{(status.lastSuccessAt || status.state !== "running") && (
					<Fact name={t("fact.last")}>
						{status.lastSuccessAt ? <When at={status.lastSuccessAt} /> : t("fact.never")}
					</Fact>
				)}
				<Fact name={t("fact.next")}>
					<NextTry status={status} />
				</Fact>
				<Fact name={t("fact.waiting")}>{status.waiting}</Fact>
				{status.oldestWaitingAt && (
					<Fact name={t("fact.oldest")}>
						<When at={status.oldestWaitingAt} />
					</Fact>
				)}
				<Fact name={t("fact.parked")}>{status.parked}</Fact>
				<Fact name={t("fact.conflicts")}>{status.conflicts}</Fact>
				<Fact name={t("fact.pushed")}>{status.pushed}</Fact>
				<Fact name={t("fact.pulled")}>{status.pulled}</Fact>
				<Fact name={t("fact.bytes")}>
					<Bytes {...status.bytes} />
				</Fact>
			</Facts>
			{hasStops && <StopsThere onStopped={(name) => setSaid(t("stops.stopped", { name: isolated(name) }))} />}
			{may.people && status.takenNumbers > 0 && <TakenNumbers />}
		</Stack>
	);
}

function NextTry({ status }: { status: HqStatus }) {
	const t = useWords("hq");
	if (status.state === "running") return t("fact.now");
	if (status.state === "stopped") return t("fact.whenAsked");
	return status.nextTryAt && Date.parse(status.nextTryAt) > Date.now() + soonMs ? (
		<When at={status.nextTryAt} />
	) : (
		t("fact.soon")
	);
}

function Bytes({ today, limit }: HqStatus["bytes"]) {
	const t = useWords("hq");
	const format = new Intl.NumberFormat(useLocale(), {
		style: "unit",
		unit: "megabyte",
		maximumFractionDigits: 1,
	});
	const size = (bytes: number) => format.format(bytes / 1_000_000);
	return limit > 0 ? t("fact.bytesOf", { today: size(today), limit: size(limit) }) : size(today);
}
