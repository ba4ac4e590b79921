import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { AddGateway } from "./add-gateway.tsx";
import { GatewayCard } from "./gateway-card.tsx";

/** What carries the texts: state, signal, queue and which numbers go where. */
export function GatewaysScene() {
	const t = useWords("gateway");
	const may = useMay();
	const list = useAsk("gateway.list", {}, { everyMs: 15_000 });
	const [isAdding, setAdding] = useState(false);
	const gateways = list.data ?? [];
	const hasDefault = gateways.some((gateway) => gateway.routes.some((route) => route.prefix === "*"));
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				{may.machines && <Button onClick={() => setAdding(true)}>{t("add.open")}</Button>}
			</SceneHead>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && gateways.length === 0 && <Text>{t(may.machines ? "empty" : "emptyForClerks")}</Text>}
			{gateways.length > 0 && !hasDefault && <Text mb="md">{t("noDefault")}</Text>}
			<Stack gap="lg" maw={880}>
				{gateways.map((gateway) => (
					<GatewayCard key={gateway.name} gateway={gateway} />
				))}
			</Stack>
			{isAdding && (
				<AddGateway
					taken={gateways.map((gateway) => gateway.name)}
					isFirst={!hasDefault}
					onClose={() => setAdding(false)}
				/>
			)}
		</>
	);
}
