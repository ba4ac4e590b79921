import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { ImportRow, Problem, RowProblem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { problemWords, useWords } from "../../words.ts";
import classes from "./imports.module.css";

/** Why a row has its verdict and what to do, cell by cell; whom it is about where there is somebody. */
export function ReasonWords(props: { row: ImportRow; titleOf(column: number): string; isOpen: boolean }) {
	const t = useWords("imports");
	const { row } = props;
	const text = reasonsOf(row, props.titleOf, t);
	if (text === "" && row.target === null) return null;
	return (
		<span className={classes.why} title={text}>
			{text} <Others row={row} isOpen={props.isOpen} />
		</span>
	);
}

/** The rows and the contacts that a row is said to be like. */
export function Others({ row, isOpen }: { row: ImportRow; isOpen: boolean }) {
	const t = useWords("imports");
	const others = [...new Set(row.problems.flatMap(({ other }) => other ?? []))];
	return others.map((other) => (
		<Fragment key={other}>
			{isRow(other) ? (
				t("rows.see", { row: other })
			) : (
				<Link
					to="/contacts/$id"
					params={{ id: other }}
					tabIndex={isOpen ? 0 : -1}
					onClick={(event) => event.stopPropagation()}
					onKeyDown={(event) => event.stopPropagation()}
				>
					{t("rows.seeContact")}
				</Link>
			)}{" "}
		</Fragment>
	));
}

/** Every reason of a row in words. */
export function reasonsOf(
	{ problems, failure }: ImportRow,
	titleOf: (column: number) => string,
	t: ReturnType<typeof useWords<"imports">>,
): string {
	const reasons = problems.map((problem) => {
		const words = wordsOf(problem);
		return problem.column === null ? words : t("rows.reason", { column: isolated(titleOf(problem.column)), words });
	});
	if (failure !== null) reasons.unshift(failureWords(failure));
	return [...new Set(reasons)].join(" ");
}

function isRow(other: string): boolean {
	return /^\d+$/.test(other);
}

function failureWords({ code, details = {} }: Problem): string {
	const shown = Object.entries(details).map(([name, value]) => [
		name,
		typeof value === "string" ? isolated(value) : value,
	]);
	return problemWords({ code, details: Object.fromEntries(shown) });
}

function wordsOf({ code, value, longest }: RowProblem): string {
	const shown = isolated(value);
	return problemWords({ code, details: { name: shown, username: shown, value: shown, longest: longest ?? "" } });
}
