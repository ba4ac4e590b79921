import { Tabs, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { AskedBySms } from "./asked-by-sms.tsx";
import { HeldTexts } from "./held-texts.tsx";
import { Inbox } from "./inbox.tsx";
import { MessageLog } from "./message-log.tsx";
import { type MessageTab, messageTabs } from "./message-tabs.ts";
import classes from "./messages.module.css";
import { UnclearTexts } from "./unclear-texts.tsx";

/**
 * Conversations, the log of every text, and those that wait for a decision. Tab, conversation and filter stand in the address, so that
 * other pages can lead here.
 */
export function MessagesScene() {
	const t = useWords("messaging");
	const navigate = useNavigate();
	const asked = useSearch({ from: "/messages" });
	const home = useAsk("reports.home", {}).data;
	const tab = asked.tab ?? (asked.state ? "log" : "inbox");
	const counts: Partial<Record<MessageTab, number>> = { unclear: home?.unknown, held: home?.held };
	return (
		<div className={classes.scene}>
			<Title order={1}>{t("title")}</Title>
			<Tabs
				className={classes.tabs}
				value={tab}
				keepMounted={false}
				onChange={(value) =>
					void navigate({ to: "/messages", search: { tab: messageTabs.find((one) => one === value) ?? "inbox" } })
				}
			>
				<Tabs.List>
					{messageTabs.map((one) => (
						<Tabs.Tab key={one} value={one}>
							{counts[one] ? t("tabs.counted", { name: t(`tabs.${one}`), number: counts[one] }) : t(`tabs.${one}`)}
						</Tabs.Tab>
					))}
				</Tabs.List>
				<Tabs.Panel value="inbox" className={classes.panel}>
					<Inbox
						open={asked.with ?? null}
						onOpen={(digits) =>
							void navigate({ to: "/messages", search: { tab: "inbox", with: digits ?? undefined }, replace: true })
						}
					/>
				</Tabs.Panel>
				<Tabs.Panel value="log" className={classes.panel}>
					<MessageLog
						state={asked.state ?? ""}
						onState={(state) =>
							void navigate({ to: "/messages", search: { tab: "log", state: state || undefined }, replace: true })
						}
					/>
				</Tabs.Panel>
				<Tabs.Panel value="unclear" pt="md">
					<UnclearTexts />
				</Tabs.Panel>
				<Tabs.Panel value="held" pt="md">
					<HeldTexts />
				</Tabs.Panel>
				<Tabs.Panel value="asked" pt="md">
					<AskedBySms />
				</Tabs.Panel>
			</Tabs>
		</div>
	);
}
