import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { isolated } from "../../components/isolated.ts";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { follow, type Known } from "./notices.ts";

/** Whether news of gateways is told by the system too, while this window is in the background. */
export function useSystemNotices() {
	return useLocalStorage({ key: "outpost.systemNotices", defaultValue: false });
}

/** The latest news of the gateways in words, for the announcer; told by the system too where that is wanted and the window is not looked at. */
export function useGatewayNews(): string {
	const t = useWords("gateway");
	const { data } = useAsk("status.line", {});
	const known = useRef<ReadonlyMap<string, Known>>(new Map());
	const [news, setNews] = useState("");
	const [isWanted] = useSystemNotices();
	const gateways = data?.gateways;
	useEffect(() => {
		if (!gateways) return;
		const heard = follow(known.current, gateways);
		known.current = heard.known;
		if (heard.notices.length === 0) return;
		const words = heard.notices.map(({ kind, name }) => t(`notices.${kind}`, { name: isolated(name) })).join(" ");
		setNews(words);
		if (isWanted && !document.hasFocus() && "Notification" in window && Notification.permission === "granted")
			new Notification("Outpost", { body: words, tag: "gateways", lang: document.documentElement.lang });
	}, [gateways, isWanted, t]);
	return news;
}
