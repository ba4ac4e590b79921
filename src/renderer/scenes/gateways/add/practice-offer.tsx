import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../../core/api/index.ts";
import { Trouble } from "../../../components/trouble.tsx";
import { useAsk, useDo } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";
import classes from "./add.module.css";
import { freeName } from "./add-values.ts";

/** For those without a modem at hand: a simulated one, to practise with. Takes all numbers only where no other gateway does. */
export function PracticeOffer({ onAdded }: { onAdded(name: string): void }) {
	const t = useWords("gateway");
	const list = useAsk("gateway.list", {});
	const add = useDo("gateway.add");
	const route = useDo("gateway.route");
	const [problem, setProblem] = useState<Problem | null>(null);
	const gateways = list.data;
	if (!gateways || gateways.some(({ kind }) => kind === "simulator")) return null;
	const go = async () => {
		const name = freeName(
			"practice",
			gateways.map((one) => one.name),
		);
		const added = await add.run({ name, kind: "simulator" });
		if (!added.ok) return setProblem(added.problem);
		if (!gateways.some(({ routes }) => routes.some(({ prefix }) => prefix === "*")))
			await route.run({ prefix: "*", name, everywhere: true });
		onAdded(name);
	};
	return (
		<div className={classes.aside}>
			<Text fw={600}>{t("find.practice")}</Text>
			<Text size="sm" mb="sm">
				{t("find.practiceMeans")}
			</Text>
			<Trouble problem={problem} />
			<Button variant="default" loading={add.busy || route.busy} onClick={() => void go()}>
				{t("find.practiceGo")}
			</Button>
		</div>
	);
}
