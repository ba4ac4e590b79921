import { Button, Group, Stack, Text } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { AddModem } from "./add/add-modem.tsx";
import { ChoiceScene } from "./choice/choice-scene.tsx";
import { GatewayCard } from "./gateway-card.tsx";
import { SystemNotices } from "./system-notices.tsx";

/** What carries the texts; the way to add a modem and the order in which gateways are chosen stand behind it, in the address. */
export function GatewaysScene() {
	const { show } = useSearch({ from: "/gateways" });
	const may = useMay();
	const navigate = useNavigate();
	if (show === "choice") return <ChoiceScene />;
	if (show === "add" && may.machines)
		return (
			<AddModem
				onLeave={(added) =>
					void (added === ""
						? navigate({ to: "/gateways" })
						: navigate({ to: "/gateways/$name", params: { name: added } }))
				}
			/>
		);
	return <GatewayList />;
}

function GatewayList() {
	const t = useWords("gateway");
	const may = useMay();
	const list = useAsk("gateway.list", {}, { everyMs: 15_000 });
	const gateways = list.data ?? [];
	const hasDefault = gateways.some((gateway) => gateway.routes.some((route) => route.prefix === "*"));
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				{gateways.length > 0 && (
					<Button
						variant="default"
						renderRoot={(rest) => <Link to="/gateways" search={{ show: "choice" }} {...rest} />}
					>
						{t("choice.open")}
					</Button>
				)}
				{may.machines && (
					<Button renderRoot={(rest) => <Link to="/gateways" search={{ show: "add" }} {...rest} />}>
						{t("add.open")}
					</Button>
				)}
			</SceneHead>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && gateways.length === 0 && <Text>{t(may.machines ? "empty" : "emptyForClerks")}</Text>}
			{gateways.length > 0 && !hasDefault && <Text mb="md">{t("noDefault")}</Text>}
			<Stack gap="lg" maw={880}>
				{gateways.map((gateway) => (
					<GatewayCard key={gateway.name} gateway={gateway} />
				))}
			</Stack>
			{gateways.length > 0 && (
				<Group mt="lg">
					<SystemNotices />
				</Group>
			)}
		</>
	);
}
