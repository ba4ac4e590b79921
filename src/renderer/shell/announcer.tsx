import { useEffect, useRef, useState } from "react";
import { useAsk } from "../core-client.tsx";
import { useGatewayNews } from "../scenes/gateways/use-gateway-news.ts";
import { useWords } from "../words.ts";

/** At most one announcement in this time: a burst of texts is one piece of news. */
const pauseMs = 3000;

/** Tells screen readers of new texts, politely and not too often, and of gateways that are lost, come back or need somebody. */
export function Announcer() {
	const t = useWords("shell");
	const { data } = useAsk("status.line", {});
	const told = useRef<number | null>(null);
	const [news, setNews] = useState("");
	const unread = data?.unread;
	const gateways = useGatewayNews();
	useEffect(() => {
		if (unread === undefined) return;
		const before = told.current;
		told.current ??= unread;
		if (before === null) return;
		const timer = setTimeout(() => {
			told.current = unread;
			if (unread > before) setNews(t("rail.unread", { count: unread }));
		}, pauseMs);
		return () => clearTimeout(timer);
	}, [unread, t]);
	return (
		<>
			<div role="status" className="seen-by-readers">
				{news}
			</div>
			<div role="status" className="seen-by-readers">
				{gateways}
			</div>
		</>
	);
}
