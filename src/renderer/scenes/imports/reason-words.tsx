import { Link } from "@tanstack/react-router";
import type { ImportRow, RowProblem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { problemWords, useWords } from "../../words.ts";
import classes from "./imports.module.css";

/** Letters that a name in the data may have. */
const longest = 255;

/** Why a row has its verdict and what to do, cell by cell; whom it is about where there is somebody. */
export function ReasonWords(props: { row: ImportRow; titleOf(column: number): string; isOpen: boolean }) {
	const t = useWords("imports");
	const { row } = props;
	const text = reasonsOf(row, props.titleOf, t);
	const others = [...new Set(row.problems.flatMap(({ other }) => other ?? []))];
	if (text === "" && row.target === null) return null;
	return (
		<span className={classes.why} title={text}>
			{text}{" "}
			{others.map((other) =>
				isRow(other) ? (
					<span key={other}>{t("rows.see", { row: other })} </span>
				) : (
					<Link
						key={other}
						to="/contacts/$id"
						params={{ id: other }}
						tabIndex={props.isOpen ? 0 : -1}
						onClick={(event) => event.stopPropagation()}
						onKeyDown={(event) => event.stopPropagation()}
					>
						{t("rows.seeContact")}
					</Link>
				),
			)}
		</span>
	);
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
	if (failure !== null) reasons.unshift(problemWords({ code: failure, details: { longest } }));
	return [...new Set(reasons)].join(" ");
}

function isRow(other: string): boolean {
	return /^\d+$/.test(other);
}

function wordsOf({ code, value }: Pick<RowProblem, "code" | "value">): string {
	const shown = isolated(value);
	return problemWords({ code, details: { name: shown, username: shown, value: shown, longest } });
}
