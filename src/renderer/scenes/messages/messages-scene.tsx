import { Tabs, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useWords } from "../../words.ts";
import { Inbox } from "./inbox.tsx";
import { MessageLog } from "./message-log.tsx";
import classes from "./messages.module.css";

/** Conversations, and the log of every text. Tab, conversation and filter stand in the address, so that other pages can lead here. */
export function MessagesScene() {
	const t = useWords("messaging");
	const navigate = useNavigate();
	const asked = useSearch({ from: "/messages" });
	const tab = asked.tab ?? (asked.state ? "log" : "inbox");
	return (
		<div className={classes.scene}>
			<Title order={1}>{t("title")}</Title>
			<Tabs
				className={classes.tabs}
				value={tab}
				keepMounted={false}
				onChange={(value) => void navigate({ to: "/messages", search: { tab: value === "log" ? "log" : "inbox" } })}
			>
				<Tabs.List>
					<Tabs.Tab value="inbox">{t("tabs.inbox")}</Tabs.Tab>
					<Tabs.Tab value="log">{t("tabs.log")}</Tabs.Tab>
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
			</Tabs>
		</div>
	);
}
