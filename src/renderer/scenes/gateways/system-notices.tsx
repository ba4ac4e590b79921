import { Switch } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../words.ts";
import { useSystemNotices } from "./use-gateway-news.ts";

/** The switch for news of gateways outside the window. The system is asked when it is put on. */
export function SystemNotices() {
	const t = useWords("gateway");
	const [isWanted, setWanted] = useSystemNotices();
	const [isDenied, setDenied] = useState(false);
	if (!("Notification" in window)) return null;
	const toggle = async (wanted: boolean) => {
		const isGranted = !wanted || (await Notification.requestPermission()) === "granted";
		setDenied(!isGranted);
		setWanted(wanted && isGranted);
	};
	return (
		<Switch
			label={t("notices.system")}
			description={t("notices.systemHint")}
			error={isDenied ? t("notices.systemDenied") : undefined}
			checked={isWanted}
			onChange={(event) => void toggle(event.currentTarget.checked)}
		/>
	);
}
