import { Button, Group, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import type { GatewayDetails, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./gateways.module.css";

/** What the operator last said about the credit, in its own words, and the way to ask now. */
export function Balance({ gateway, mayAsk }: { gateway: GatewayDetails; mayAsk: boolean }) {
	const t = useWords("gateway");
	const id = useId();
	const ask = useDo("gateway.balance");
	const [problem, setProblem] = useState<Problem | null>(null);
	const hasCode = (gateway.settings.balanceCode ?? "") !== "";
	const go = async () => {
		setProblem(null);
		const answer = await ask.run({ name: gateway.name });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("page.balance")}
			</Title>
			{gateway.balance ? (
				<div>
					<Text>
						<bdi>{gateway.balance.text}</bdi>
					</Text>
					<Text size="sm" c="dimmed">
						<When at={gateway.balance.at} />
					</Text>
				</div>
			) : (
				<Text c="dimmed">{t(hasCode ? "page.neverAsked" : "page.balanceNoCode")}</Text>
			)}
			<Trouble problem={problem} />
			{mayAsk && hasCode && (
				<Group gap="sm">
					<Button variant="default" loading={ask.busy} onClick={() => void go()}>
						{t("page.ask")}
					</Button>
					<Text size="sm" role="status">
						{ask.busy && t("page.asking")}
					</Text>
				</Group>
			)}
		</section>
	);
}
