import { Button, Checkbox, NativeSelect, Text } from "@mantine/core";
import type { SheetLook } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { UserText } from "../../components/user-text.tsx";
import { useWords } from "../../words.ts";
import { ChooseFile } from "./choose-file.tsx";
import { CsvChoices } from "./csv-choices.tsx";
import { FirstRow } from "./first-row.tsx";
import { fresh, type SetupProps } from "./import-draft.ts";
import classes from "./imports.module.css";
import { SheetPreview } from "./sheet-preview.tsx";

/** Which file, which sheet of it, whether it has column headers; with its first rows to look at. */
export function FileStep({ draft, look, change, isOld, onNext }: SetupProps & { isOld: boolean; onNext(): void }) {
	const t = useWords("imports");
	const sheet = look.sheets.find(({ name }) => name === look.sheet);
	const isEmpty = look.columns.length === 0 || look.rows.length === 0;
	return (
		<>
			<div className={classes.fileLine}>
				<Text fw={600}>
					<UserText text={look.fileName} />
				</Text>
				<ChooseFile
					word={t("choose.another")}
					onChosen={({ file, name }) => change({ ...fresh, file, fileName: name })}
				/>
			</div>
			<div className={classes.fields}>
				{look.sheets.length > 1 && (
					<NativeSelect
						label={t("file.sheet")}
						value={look.sheet}
						data={look.sheets.map((one) => ({ value: one.name, label: sheetWord(one, t) }))}
						onChange={(event) => change({ ...fresh, sheet: event.currentTarget.value })}
					/>
				)}
				{look.format === "csv" && <CsvChoices draft={draft} look={look} change={change} />}
			</div>
			<Checkbox
				label={t("file.header")}
				checked={draft.header}
				onChange={(event) =>
					change({ header: event.currentTarget.checked, targets: {}, idColumn: undefined, match: undefined })
				}
			/>
			{!draft.header && <Text size="sm">{t("file.noHeader")}</Text>}
			<FirstRow draft={draft} look={look} change={change} />
			{look.macros && <Text size="sm">{t("file.macros")}</Text>}
			{(sheet?.merged ?? 0) > 0 && <Text size="sm">{t("file.merged", { count: sheet?.merged ?? 0 })}</Text>}
			{isEmpty ? (
				<Text role="status">{t("file.empty")}</Text>
			) : (
				<SheetPreview look={look} rows={sheet?.rows ?? null} isOld={isOld} />
			)}
			<div className={classes.foot}>
				<Button disabled={isEmpty} onClick={onNext}>
					{t("next")}
				</Button>
			</div>
		</>
	);
}

function sheetWord(sheet: SheetLook["sheets"][number], t: ReturnType<typeof useWords<"imports">>): string {
	const name = isolated(sheet.name);
	const word = sheet.rows === null ? name : t("file.sheetOf", { name, count: sheet.rows });
	return sheet.hidden ? t("file.hiddenSheet", { sheet: word }) : word;
}
