import { SaveFileButton } from "../../components/save-file-button.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useLocale, useWords } from "../../words.ts";

/** Everybody, or all that the search finds, open and closed, as a workbook for HQ's importer and for this one. For supervisors. */
export function ExportContacts({ search }: { search: string }) {
	const t = useWords("contacts");
	const may = useMay();
	const language = useLocale();
	const write = useDo("exports.write").run;
	if (!may.supervise) return null;
	return (
		<SaveFileButton size="compact-sm" write={() => write({ what: "cases", format: "xlsx", search, language })}>
			{t(search === "" ? "export.all" : "export.found")}
		</SaveFileButton>
	);
}
