import { NativeSelect } from "@mantine/core";
import { fieldOrder } from "../../components/field-order.ts";
import { useWords } from "../../words.ts";
import type { SetupProps } from "./import-draft.ts";

const separators = [
	{ value: ",", word: "comma" },
	{ value: ";", word: "semicolon" },
	{ value: "\t", word: "tab" },
	{ value: "|", word: "bar" },
] as const;

/** Encodings that office programs write in the languages of the field, by the names that TextDecoder knows. */
const encodings = [
	{ value: "utf-8", word: "utf-8" },
	{ value: "windows-1252", word: "western" },
	{ value: "windows-1250", word: "central" },
	{ value: "windows-1251", word: "cyrillic" },
	{ value: "windows-1254", word: "turkish" },
	{ value: "windows-1256", word: "arabic" },
	{ value: "windows-1258", word: "vietnamese" },
	{ value: "macintosh", word: "mac" },
	{ value: "utf-16le", word: "utf-16" },
	{ value: "gb18030", word: "chinese" },
] as const;

/** How a text table was written, as found, to be put right where the rows below look wrong. */
export function CsvChoices({ look, change }: SetupProps) {
	const t = useWords("imports");
	const knownEncoding = encodings.some(({ value }) => value === look.encoding);
	const knownSeparator = separators.some(({ value }) => value === look.separator);
	return (
		<>
			<NativeSelect
				label={t("csv.separator")}
				value={look.separator ?? ","}
				data={[
					...(knownSeparator || look.separator === null ? [] : [look.separator]),
					...separators.map(({ value, word }) => ({ value, label: t(`csv.${word}`) })),
				]}
				onChange={(event) => change({ separator: event.currentTarget.value, targets: {}, idColumn: undefined })}
			/>
			<NativeSelect
				label={t("csv.encoding")}
				description={look.encodingSure ? undefined : t("csv.lookAtLetters")}
				inputWrapperOrder={fieldOrder}
				value={look.encoding ?? "utf-8"}
				data={[
					...(knownEncoding || look.encoding === null ? [] : [look.encoding]),
					...encodings.map(({ value, word }) => ({ value, label: t(`csv.${word}`) })),
				]}
				onChange={(event) => change({ encoding: event.currentTarget.value, targets: {}, idColumn: undefined })}
			/>
		</>
	);
}
