import { posix } from "node:path";
import { readWholeXml } from "./read-xml.ts";
import type { Zip } from "./zip.ts";

export interface Relation {
	id: string;
	/** The end of its type, the same in transitional and strict workbooks: `worksheet`, `styles`, `sharedStrings` … */
	kind: string;
	/** The part it leads to, as a name within the package. */
	target: string;
}

/** The relations of a part (`""`: of the whole package). Those that lead outside are left out; none at all where the file has none. */
export async function readRelations(zip: Zip, part: string): Promise<Relation[]> {
	const folder = posix.dirname(part);
	const name = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
	const relations: Relation[] = [];
	if (!zip.has(name)) return relations;
	await readWholeXml(zip.read(name), {
		open(element, { Id, Type, Target, TargetMode }) {
			if (element !== "Relationship" || !Id || !Target || TargetMode === "External") return;
			relations.push({ id: Id, kind: Type?.split("/").at(-1) ?? "", target: within(folder, Target) });
		},
	});
	return relations;
}

function within(folder: string, target: string): string {
	const path = target.replaceAll("\\", "/");
	return posix.join("/", path.startsWith("/") ? path : posix.join(folder, path)).slice(1);
}
