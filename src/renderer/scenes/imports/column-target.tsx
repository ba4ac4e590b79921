import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "../../words.ts";
import type { Target } from "./import-draft.ts";
import { caseTargets, type MappedColumn, suggestedProperty, workerTargets } from "./import-plan.ts";
import classes from "./imports.module.css";

/** An existing property, or a new one of a name that is typed. A guess says that it is one. */
export function ColumnTarget(props: {
	column: MappedColumn;
	kind: "cases" | "workers";
	known: readonly string[];
	onChange(target: Target): void;
}) {
	const t = useWords("imports");
	const { column, kind, known, onChange } = props;
	const header = column.header || t("columns.unnamed", { number: column.column + 1 });
	const own: readonly string[] = kind === "cases" ? caseTargets : workerTargets;
	const others = kind === "cases" ? known.filter((name) => !own.includes(name)) : [];
	return (
		<div className={classes.target}>
			{column.isNew ? (
				<TextInput
					aria-label={t("columns.newName", { column: header })}
					value={column.to}
					maxLength={255}
					dir="ltr"
					onChange={(event) => onChange({ to: event.currentTarget.value.replace(/\s+/g, "_"), isNew: true })}
				/>
			) : (
				<NativeSelect
					aria-label={t("columns.becomesOf", { column: header })}
					value={column.to}
					data={[
						{ value: "", label: t("columns.not") },
						{ group: t("columns.own"), items: own.map((name) => ({ value: name, label: ownWord(name, t) })) },
						...(others.length > 0 ? [{ group: t("columns.known"), items: others }] : []),
					]}
					onChange={(event) => onChange({ to: event.currentTarget.value, isNew: false })}
				/>
			)}
			{kind === "cases" && (
				<Checkbox
					size="xs"
					label={t("columns.new")}
					aria-label={t("columns.newOf", { column: header })}
					checked={column.isNew}
					onChange={(event) =>
						onChange(
							event.currentTarget.checked
								? { to: column.to || suggestedProperty(column.header), isNew: true }
								: { to: own.includes(column.to) || known.includes(column.to) ? column.to : "", isNew: false },
						)
					}
				/>
			)}
			{column.from && <span className={classes.quiet}>{t(`columns.from.${column.from}`)}</span>}
		</div>
	);
}

type OwnTarget = (typeof caseTargets)[number] | (typeof workerTargets)[number];

/** The name as it stands in the data, and what it is in words. */
function ownWord(name: string, t: ReturnType<typeof useWords<"imports">>): string {
	return t("columns.ownWord", { name, means: t(`target.${name as OwnTarget}`) });
}
