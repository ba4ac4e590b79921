import { Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import type { GatewayDetails } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./gateways.module.css";
import { TestText } from "./test-text.tsx";

/** A test text through this gateway, at any time. */
export function SendTest({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const { project } = useOffice();
	const id = useId();
	const [to, setTo] = useState({ raw: "", country: project.country, acceptDoubtful: false });
	const [sent, setSent] = useState("");
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("page.test")}
			</Title>
			<Text size="sm" c="dimmed">
				{t("test.words", { name: isolated(gateway.name) })}
			</Text>
			<TestText
				gateway={gateway.name}
				isReady={gateway.state === "ready"}
				to={to}
				onTo={setTo}
				sent={sent}
				onSent={setSent}
			/>
		</section>
	);
}
