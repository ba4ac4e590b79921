import type { Breach, Wall } from "./breach.ts";

interface PackageWall {
	name: string;
	packages: RegExp;
	/** Path prefixes or patterns where the package may be imported. */
	only: RegExp;
}

const packageWalls: PackageWall[] = [
	{ name: "electron", packages: /^electron(\/|$)/, only: /^src\/(main|preload)\// },
	{
		name: "react",
		packages:
			/^(react|react-dom|react-is|react-i18next|react-hook-form|recharts|dayjs)(\/|$)|^@(mantine|tabler|hookform|fontsource)\/|^@tanstack\/react-/,
		only: /^src\/renderer\//,
	},
	{ name: "serial", packages: /^(serialport|@serialport\/.+)(\/|$)/, only: /^src\/core\/gateway\/line\// },
	{
		name: "sqlite",
		packages: /^(better-sqlite3|better-sqlite3-multiple-ciphers|node:sqlite|drizzle-orm\/better-sqlite3)(\/|$)/,
		only: /^src\/core\/storage\//,
	},
	{
		name: "workbook",
		packages: /^(yauzl|papaparse|exceljs|xlsx|@e965\/xlsx|hucre|yazl)(\/|$)/,
		only: /^src\/core\/(spreadsheet-import\/|[a-z-]+\/(.+\/)?export-)/,
	},
	{
		name: "xml",
		packages: /^saxes(\/|$)/,
		only: /^src\/core\/(spreadsheet-import\/reading\/xlsx|hq\/line|practice-hq)\//,
	},
];

/** Each library stays in the one place that knows it. Only what the table names is checked. */
export const packagesStayHome: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (!source.path.startsWith("src/")) continue;
		for (const { from, line } of source.imports) {
			for (const wall of packageWalls) {
				if (!wall.packages.test(from) || wall.only.test(source.path)) continue;
				breaches.push({ path: source.path, line, why: `${wall.name}: "${from}" may not be imported here` });
			}
		}
	}
	return breaches;
};
