import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { GatewayView } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";
import { GatewayFacts } from "./gateway-facts.tsx";
import { GatewayState, PauseButton } from "./gateway-state.tsx";
import classes from "./gateways.module.css";
import { RoutesInWords } from "./routes-in-words.tsx";

/** One gateway at a glance; its page has the rest. */
export function GatewayCard({ gateway }: { gateway: GatewayView }) {
	const t = useWords("gateway");
	const id = useId();
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Group justify="space-between" align="flex-start" gap="sm">
				<div>
					<Title order={2} id={id}>
						<Link to="/gateways/$name" params={{ name: gateway.name }}>
							<bdi>{gateway.name}</bdi>
						</Link>
					</Title>
					<GatewayState gateway={gateway} />
				</div>
				<Group gap="sm">
					<PauseButton gateway={gateway} />
					<Button
						variant="default"
						renderRoot={(rest) => <Link to="/gateways/$name" params={{ name: gateway.name }} {...rest} />}
						aria-describedby={id}
					>
						{t("open")}
					</Button>
				</Group>
			</Group>
			<GatewayFacts gateway={gateway} />
			<Text size="sm">
				<RoutesInWords gateway={gateway} />
			</Text>
		</section>
	);
}
