import { IconFileImport } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useProgress } from "../scenes/imports/use-progress.ts";
import { useWords } from "../words.ts";
import classes from "./status-line.module.css";

const jobs = /^import (.+)$/;

/** An import that goes on while somebody is on another page: how far it is, and the way to it. */
export function ImportAtWork() {
	const t = useWords("imports");
	const progress = useProgress((job) => jobs.test(job));
	if (!progress || progress.done === progress.total) return null;
	return (
		<Link to="/imports" className={classes.part}>
			<IconFileImport size={14} aria-hidden />
			{progress.total === null
				? t("working.importingOpen", { done: progress.done })
				: t("working.importing", { done: progress.done, total: progress.total })}
		</Link>
	);
}
