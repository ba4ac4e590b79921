import { useEffect, useState } from "react";
import { loadPart } from "../../load-part.ts";
import type { PlaceName } from "../../shell/places.ts";
import { locale, useLanguage } from "../../words.ts";

/** The pages that ship with the product, in the order of the list. Their titles: `help.json`. */
export const helpPages = [
	"getting-started",
	"contacts",
	"consent",
	"workers",
	"messages",
	"imports",
	"surveys",
	"by-sms",
	"gateways",
	"hq",
	"settings",
	"audit",
	"practice",
	"errors",
] as const;
export type HelpPageName = (typeof helpPages)[number];

export function isHelpPage(name: string): name is HelpPageName {
	return (helpPages as readonly string[]).includes(name);
}

/** The page that fits a place of the office. */
export function pageFor(place: PlaceName): HelpPageName {
	return place === "home" || place === "help" ? "getting-started" : place;
}

const files = import.meta.glob<string>("../../../../docs/help/*/*.md", { query: "?raw", import: "default" });

/** The page's text in the language on screen, else in English; null until it is here. */
export function useHelpPage(name: HelpPageName): string | null {
	const language = useLanguage();
	const [page, setPage] = useState<{ key: string; source: string } | null>(null);
	const key = `${language}/${name}`;
	useEffect(() => {
		const pathIn = (code: string) => `../../../../docs/help/${code}/${name}.md`;
		const load = files[pathIn(locale())] ?? files[pathIn("en")];
		let isWanted = true;
		if (load) void loadPart(load).then((source) => isWanted && setPage({ key, source }));
		return () => {
			isWanted = false;
		};
	}, [key, name]);
	return page?.key === key ? page.source : null;
}
