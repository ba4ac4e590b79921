import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { HqItem, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import { FieldNames } from "./field-name.tsx";
import { GiveUp } from "./give-up.tsx";
import classes from "./hq.module.css";
import { troubleWords } from "./trouble-words.ts";

/** One change that HQ did not take: what, why, and what can be done. `onDone` is told, in words, by what it is about to go. */
export function ParkedItem({ item, onDone }: { item: HqItem; onDone(said: string): void }) {
	const t = useWords("hq");
	const may = useMay();
	const again = useDo("hq.sendAgain");
	const [problem, setProblem] = useState<Problem | null>(null);
	const name = isolated(item.contact.name);
	const id = useId();
	const fix = t("parked.fix");
	return (
		<article className={classes.card} data-part tabIndex={-1} aria-labelledby={id}>
			<Group justify="space-between" gap="sm">
				<Text fw={600} id={id}>
					<ContactLink contact={item.contact} />
				</Text>
				<Text size="sm" c="dimmed">
					{t("parked.changed", { what: t(`change.${item.change}`) })} <FieldNames fields={item.fields} /> ·{" "}
					<When at={item.madeAt} quiet />
				</Text>
			</Group>
			{item.problem && <Text>{troubleWords(item.problem)}</Text>}
			<Trouble problem={problem} />
			<Group gap="sm">
				<Button
					variant="default"
					size="compact-sm"
					aria-label={t("parked.fixOf", { name })}
					renderRoot={(rest) =>
						item.contact.kind === "worker" ? (
							<Link to="/workers/$username" params={{ username: item.contact.id }} {...rest} />
						) : (
							<Link to="/contacts/$id" params={{ id: item.contact.id }} {...rest} />
						)
					}
				>
					{fix}
				</Button>
				<Button
					variant="default"
					size="compact-sm"
					loading={again.busy}
					aria-label={t("parked.againOf", { name })}
					onClick={async () => {
						const answer = await again.run({ ids: [item.id] });
						setProblem(answer.ok ? null : answer.problem);
						if (answer.ok) onDone(t("parked.sentAgain", { name }));
					}}
				>
					{t("parked.again")}
				</Button>
				{may.supervise && <GiveUp item={item} onDone={onDone} />}
			</Group>
		</article>
	);
}
