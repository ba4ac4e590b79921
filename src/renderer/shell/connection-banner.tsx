import { IconPlugConnectedX } from "@tabler/icons-react";
import { useConnection } from "../core-client.tsx";
import { useWords } from "../words.ts";
import classes from "./stripes.module.css";

/** Shown while the window has lost the core: it comes back by itself, or says which way leads back. */
export function ConnectionBanner() {
	const t = useWords("shell");
	const connection = useConnection();
	return (
		<div role="status">
			{connection !== "connected" && (
				<div className={`${classes.stripe} ${classes.lost}`}>
					<IconPlugConnectedX size={18} aria-hidden />
					<span>{t(`connection.${connection}`)}</span>
				</div>
			)}
		</div>
	);
}
