import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { NumberTrouble as Facts } from "../../../core/api/index.ts";
import { GatewayLight } from "../../components/gateway-light.tsx";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { shownNumber } from "../../shown-number.ts";
import { problemWords, useWords } from "../../words.ts";
import classes from "./workers.module.css";

/** Why a number does not get verified: the pages' three questions, answered from what the office knows. */
export function NumberTrouble({ username, digits }: { username: string; digits: string }) {
	const t = useWords("workers");
	const [isOpen, setOpen] = useState(false);
	return (
		<details onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary className={classes.summary}>{t("trouble.open")}</summary>
			{isOpen && <Known username={username} digits={digits} />}
		</details>
	);
}

function Known({ username, digits }: { username: string; digits: string }) {
	const trouble = useAsk("workers.trouble", { username, digits });
	if (trouble.problem) return <Trouble problem={trouble.problem} again={trouble.refetch} />;
	if (!trouble.data) return null;
	return (
		<div className={classes.trouble}>
			<NotReceived facts={trouble.data} />
			<NotHeard facts={trouble.data} />
		</div>
	);
}

/** "I don't receive the message." */
function NotReceived({ facts }: { facts: Facts }) {
	const t = useWords("workers");
	const messages = useWords("messaging");
	const { gateway, question } = facts;
	return (
		<section aria-label={t("trouble.notReceived")}>
			<h3>{t("trouble.notReceived")}</h3>
			<ul>
				{facts.optedOut && <li>{problemWords({ code: "PHONE_NUMBER_OPTED_OUT" })}</li>}
				{facts.underReview && <li>{problemWords({ code: "HELD_FOR_REVIEW" })}</li>}
				{facts.noGateway && <li>{problemWords({ code: facts.noGateway })}</li>}
				{gateway && (
					<li>
						{t("trouble.gateway")}{" "}
						<Link to="/gateways/$name" params={{ name: gateway.name }}>
							<bdi>{gateway.name}</bdi>
						</Link>{" "}
						<GatewayLight state={gateway.state} simulated={gateway.kind === "simulator"} />{" "}
						<GatewayLight.Word state={gateway.state} simulated={gateway.kind === "simulator"} />
						{gateway.problem && `. ${problemWords({ code: gateway.problem })}`}
					</li>
				)}
				{question ? (
					<li>
						{t("trouble.question")} <When at={question.createdAt} />: {messages(`state.${stateOf(question.state)}`)}.{" "}
						{question.problem && problemWords({ code: question.problem })}
					</li>
				) : (
					<li>{t("trouble.neverAsked")}</li>
				)}
				{gateway?.countryNote && (
					<li>
						{t("trouble.countryNote")} <bdi>{gateway.countryNote}</bdi>
					</li>
				)}
			</ul>
		</section>
	);
}

/** "My answer is not received." */
function NotHeard({ facts }: { facts: Facts }) {
	const t = useWords("workers");
	const { gateway, lastMiss } = facts;
	return (
		<section aria-label={t("trouble.notHeard")}>
			<h3>{t("trouble.notHeard")}</h3>
			<ul>
				<li>
					{gateway?.replyTo
						? t("trouble.replyTo", { number: isolated(shownNumber(gateway.replyTo)) })
						: t("trouble.replyHere")}
				</li>
				<li>{t("trouble.only123")}</li>
				{lastMiss && (
					<li>
						{t(`trouble.miss.${lastMiss.why}`)} <When at={lastMiss.at} />
					</li>
				)}
				{!lastMiss && facts.asked && <li>{t("trouble.nothingCame")}</li>}
			</ul>
			<Text size="xs" c="dimmed">
				{t("trouble.help")}{" "}
				<Link to="/help/$page" params={{ page: "workers" }}>
					{t("trouble.helpLink")}
				</Link>
			</Text>
		</section>
	);
}

const states = ["queued", "sending", "sent", "delivered", "failed", "unknown", "held"] as const;
const stateOf = (state: string) => states.find((one) => one === state) ?? "queued";
