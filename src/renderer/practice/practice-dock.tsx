import { Drawer, Tooltip, UnstyledButton } from "@mantine/core";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { IconDeviceMobile, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useAsk } from "../core-client.tsx";
import { useOffice } from "../office.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";
import { PracticeSides } from "./practice-sides.tsx";

/** Where the practice phone stands: docked at the side, or over the scene where the window is narrow. Only with a simulated modem. */
export function PracticeDock() {
	const t = useWords("shell");
	const { status } = useOffice();
	const line = useAsk("status.line", {});
	const isSimulated = status.practice || (line.data?.gateways.some((gateway) => gateway.simulated) ?? false);
	const isNarrow = useMediaQuery("(max-width: 1279px), (max-height: 450px)") ?? false;
	const [isDocked, setDocked] = useLocalStorage({ key: "outpost.practicePhone", defaultValue: status.practice });
	const [isOver, setOver] = useState(false);
	if (!isSimulated) return null;
	if (!isNarrow && isDocked) {
		return (
			<aside className={classes.dock} aria-label={t("practice.phone")}>
				<UnstyledButton
					className={classes.close}
					aria-label={t("practice.closePhone")}
					onClick={() => setDocked(false)}
				>
					<IconX size={16} aria-hidden />
				</UnstyledButton>
				<PracticeSides />
			</aside>
		);
	}
	const open = () => (isNarrow ? setOver(true) : setDocked(true));
	return (
		<div className={classes.closed}>
			<Tooltip label={t("practice.openPhone")} position="left">
				<UnstyledButton className={classes.open} onClick={open} aria-label={t("practice.openPhone")}>
					<IconDeviceMobile size={20} aria-hidden />
				</UnstyledButton>
			</Tooltip>
			<Drawer
				opened={isOver && isNarrow}
				onClose={() => setOver(false)}
				position="right"
				size={320}
				title={t("practice.phone")}
				closeButtonProps={{ "aria-label": t("close") }}
				classNames={{ body: classes.over ?? "", content: classes.overContent ?? "" }}
			>
				<PracticeSides />
			</Drawer>
		</div>
	);
}
