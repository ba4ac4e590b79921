import { useEffect, useRef, useState } from "react";
import { useAsk } from "../core-client.tsx";
import { useWords } from "../words.ts";

/** At most one announcement in this time: a burst of texts is one piece of news. */
const pauseMs = 3000;

/** Tells screen readers of new texts and of gateways that change, politely and not too often. */
export function Announcer() {
	const t = useWords("shell");
	const states = useWords("gateway");
	const { data } = useAsk("status.line", {});
	const told = useRef<{ unread: number; gateways: string } | null>(null);
	const [news, setNews] = useState("");
	const unread = data?.unread;
	const gateways = data?.gateways
		.map(({ name, state }) => `${name}: ${states(`state.${state}` as "state.ready")}`)
		.join(", ");
	useEffect(() => {
		if (unread === undefined || gateways === undefined) return;
		const before = told.current;
		if (!before) {
			told.current = { unread, gateways };
			return;
		}
		const timer = setTimeout(() => {
			const parts = [
				...(unread > before.unread ? [t("rail.unread", { count: unread })] : []),
				...(gateways !== before.gateways ? [gateways] : []),
			];
			told.current = { unread, gateways };
			if (parts.length > 0) setNews(parts.join(". "));
		}, pauseMs);
		return () => clearTimeout(timer);
	}, [unread, gateways, t]);
	return (
		<div role="status" className="seen-by-readers">
			{news}
		</div>
	);
}
