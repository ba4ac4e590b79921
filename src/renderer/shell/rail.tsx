import { Tooltip, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconHelp, IconLock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../core-client.tsx";
import { useMay, useOffice } from "../office.tsx";
import { useWords } from "../words.ts";
import { Face } from "./face.tsx";
import { useLock } from "./lock.ts";
import { PersonMenu } from "./person-menu.tsx";
import { placesFor } from "./places.ts";
import { ProjectSwitch } from "./project-switch.tsx";
import classes from "./rail.module.css";

/** Under this width the rail shows icons only; their words stay in tooltips and for screen readers. */
export const narrow = "(max-width: 1099px)";

export function Rail({ onHelp }: { onHelp(): void }) {
	const t = useWords("shell");
	const isNarrow = useMediaQuery(narrow) ?? false;
	const may = useMay();
	const { status } = useOffice();
	const lock = useLock();
	const line = useAsk("status.line", {}, { everyMs: 60_000 });
	const unread = line.data?.unread ?? 0;
	const decisions = (line.data?.hq.parked ?? 0) + (line.data?.hq.conflicts ?? 0);
	const shown = placesFor(may);
	return (
		<div className={classes.rail} data-narrow={isNarrow}>
			<ProjectSwitch isNarrow={isNarrow} />
			<nav aria-label={t("rail.label")} className={classes.places}>
				{shown.map(({ name, to, icon }) => (
					<Tooltip key={name} label={t(`rail.${name}`)} position="right" disabled={!isNarrow}>
						<Link
							to={to}
							className={classes.item}
							activeOptions={{ exact: to === "/", includeSearch: false }}
							activeProps={{ "aria-current": "page" }}
						>
							<Face icon={icon} words={t(`rail.${name}`)} isNarrow={isNarrow} />
							{name === "hq" && decisions > 0 && (
								<span className={classes.count}>
									<span aria-hidden>{decisions > 99 ? "99+" : decisions}</span>
									<span className="seen-by-readers">{t("rail.decisions", { count: decisions })}</span>
								</span>
							)}
							{name === "messages" && unread > 0 && (
								<span className={classes.count}>
									<span aria-hidden>{unread > 99 ? "99+" : unread}</span>
									<span className="seen-by-readers">{t("rail.unread", { count: unread })}</span>
								</span>
							)}
						</Link>
					</Tooltip>
				))}
			</nav>
			<div className={classes.foot}>
				<Tooltip label={t("rail.help")} position="right" disabled={!isNarrow}>
					<UnstyledButton className={classes.item} onClick={onHelp} aria-keyshortcuts="?">
						<Face icon={IconHelp} words={t("rail.help")} isNarrow={isNarrow} />
					</UnstyledButton>
				</Tooltip>
				<PersonMenu isNarrow={isNarrow} />
				{/* The practice office has no PIN to ask for. */}
				{!status.practice && (
					<Tooltip label={t("person.lockKeys")} position="right">
						<UnstyledButton className={classes.item} onClick={() => void lock()} aria-keyshortcuts="Control+L">
							<Face icon={IconLock} words={t("person.lock")} isNarrow={isNarrow} />
						</UnstyledButton>
					</Tooltip>
				)}
			</div>
		</div>
	);
}
