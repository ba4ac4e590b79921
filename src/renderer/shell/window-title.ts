import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useOffice } from "../office.tsx";
import { useWords } from "../words.ts";
import { placeOf } from "./places.ts";

/** Keeps the window's title at the scene shown: it is the first thing a screen reader says. */
export function useWindowTitle(): void {
	const t = useWords("shell");
	const { project } = useOffice();
	const place = placeOf(useLocation().pathname);
	const title = t("windowTitle", { place: t(`rail.${place}`), project: project.name });
	useEffect(() => {
		document.title = title;
	}, [title]);
}
