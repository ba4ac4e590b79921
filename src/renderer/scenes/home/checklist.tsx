import { Button, Group, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../../core-client.tsx";
import { useMay, useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./home.module.css";

interface Item {
	name: "gateway" | "consent" | "person" | "colleague";
	isDone: boolean;
	to: "/gateways" | "/settings" | "/contacts/new";
	tab?: string;
}

/** What is left of setting up the office. Goes away by itself when all is done. */
export function Checklist() {
	const t = useWords("shell");
	const { status, project } = useOffice();
	const may = useMay();
	const [isHidden, setHidden] = useLocalStorage({ key: `outpost.checklist.${project.id}`, defaultValue: false });
	const isWanted = may.supervise && !isHidden && !status.practice;
	const gateways = useAsk("gateway.list", {}, { enabled: isWanted });
	const statements = useAsk("consent.statements", {}, { enabled: isWanted });
	const count = useAsk("cases.count", {}, { enabled: isWanted });
	const staff = useAsk("staff.list", {}, { enabled: isWanted });
	if (!isWanted || !gateways.data || !statements.data || !count.data || !staff.data) return null;
	const worded = new Set(statements.data.map((statement) => statement.language));
	const items: Item[] = [
		{
			name: "gateway",
			isDone: gateways.data.some(({ kind }) => kind !== "simulator"),
			to: "/gateways",
		},
		{ name: "consent", isDone: project.languages.every((one) => worded.has(one)), to: "/settings", tab: "consent" },
		{ name: "person", isDone: count.data.open + count.data.closed > 0, to: "/contacts/new" },
		{ name: "colleague", isDone: staff.data.length > 1, to: "/settings", tab: "staff" },
	];
	if (items.every((item) => item.isDone)) return null;
	return (
		<section aria-labelledby="checklist" className={classes.part}>
			<Group justify="space-between" mb="sm">
				<Title order={2} id="checklist">
					{t("home.checklist")}
				</Title>
				<Button variant="subtle" size="compact-sm" onClick={() => setHidden(true)}>
					{t("home.hideChecklist")}
				</Button>
			</Group>
			<ul className={classes.lines}>
				{items.map((item) => (
					<li key={item.name}>
						<Link to={item.to} search={item.tab ? { tab: item.tab } : {}} className={classes.line}>
							{item.isDone ? (
								<IconCircleCheckFilled size={18} color="var(--outpost-good)" role="img" aria-label={t("home.done")} />
							) : (
								<IconCircle size={18} role="img" aria-label={t("home.open")} />
							)}
							{t(`home.item.${item.name}`)}
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
