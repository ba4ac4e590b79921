import { NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../../../../core/api/index.ts";
import { Trouble } from "../../../components/trouble.tsx";
import { useDo } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";

/** The gateway of all other numbers of one level. Changed at once: there is nothing else to decide with it. */
export function DefaultRoute(props: {
	label: string;
	now: string | null;
	gateways: string[];
	everywhere: boolean;
	mayChange: boolean;
}) {
	const t = useWords("gateway");
	const { now, everywhere } = props;
	const route = useDo("gateway.route");
	const unroute = useDo("gateway.unroute");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!props.mayChange)
		return now === null ? (
			<Text c="dimmed">{t("choice.none")}</Text>
		) : (
			<Text>
				<bdi>{now}</bdi>
			</Text>
		);
	const set = async (name: string) => {
		const answer =
			name === "" ? await unroute.run({ prefix: "*", everywhere }) : await route.run({ prefix: "*", name, everywhere });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<>
			<NativeSelect
				aria-label={props.label}
				w={260}
				maw="100%"
				disabled={route.busy || unroute.busy}
				data={[{ value: "", label: t("choice.none") }, ...props.gateways.map((name) => ({ value: name, label: name }))]}
				value={now ?? ""}
				onChange={(event) => void set(event.currentTarget.value)}
			/>
			<Trouble problem={problem} />
		</>
	);
}
