import { Button, Group, Text, Title } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useId, useState } from "react";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./gateways.module.css";

/** What passed between Outpost and the modem, masked, for whoever helps from afar. */
export function Dialogue({ name }: { name: string }) {
	const t = useWords("gateway");
	const id = useId();
	const [isShown, setShown] = useState(false);
	const asked = useAsk("gateway.dialogue", { name }, { enabled: isShown, everyMs: 5000 });
	const clipboard = useClipboard({ timeout: 4000 });
	const lines = asked.data ?? [];
	const text = lines.join("\n");
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("dialogue.title")}
			</Title>
			<Text size="sm" c="dimmed">
				{t("dialogue.under")}
			</Text>
			<Group gap="sm">
				<Button variant="default" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
					{t(isShown ? "dialogue.hide" : "dialogue.show")}
				</Button>
				{isShown && lines.length > 0 && (
					<>
						<Button variant="default" onClick={() => clipboard.copy(text)}>
							{t("dialogue.copy")}
						</Button>
						<Text role="status" size="sm">
							{clipboard.copied && t("dialogue.copied")}
							{clipboard.error && t("dialogue.copyFailed")}
						</Text>
					</>
				)}
			</Group>
			{isShown && <Trouble problem={asked.problem} />}
			{isShown && asked.data && lines.length === 0 && <Text>{t("dialogue.empty")}</Text>}
			{isShown && lines.length > 0 && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				<section className={classes.dialogue} dir="ltr" tabIndex={0} aria-label={t("dialogue.lines")}>
					<bdi>{text}</bdi>
				</section>
			)}
		</section>
	);
}
