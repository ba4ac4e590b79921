import { useCallback, useRef } from "react";
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
	const asked = useRef(search);
	asked.current = search;
	const writeAsked = useCallback(
		() => write({ what: "cases", format: "xlsx", search: asked.current, language }),
		[write, language],
	);
	if (!may.supervise) return null;
	return (
		<SaveFileButton size="compact-sm" write={writeAsked}>
			{t(search === "" ? "export.all" : "export.found")}
		</SaveFileButton>
	);
}
