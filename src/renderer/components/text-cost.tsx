import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { TextCost } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import classes from "./conversation.module.css";

/** Letters named one by one before the rest becomes "and others". */
const namedLetters = 6;

/** The letters that make a text dearer, each by itself, and the plain version of it. */
export function CostlyLetters({ cost, onPlainer }: { cost: TextCost; onPlainer(text: string): void }) {
	const t = useWords("messaging");
	if (cost.costly.length === 0) return null;
	const named = cost.costly.slice(0, namedLetters);
	const isAll = named.length === cost.costly.length;
	const sentence = isAll ? t("composer.costly", { count: named.length }) : t("composer.costlyMore");
	return (
		<div className={`${classes.notice} ${classes.wait ?? ""}`}>
			<IconAlertTriangle size={16} aria-hidden />
			<span>
				{sentence}
				{named.map((letter) => (
					<bdi key={letter}>
						{" "}
						<span className={classes.costly}>{letter === " " ? "␣" : letter}</span>
					</bdi>
				))}
			</span>
			{cost.plainer && (
				<Button size="compact-sm" variant="default" onClick={() => cost.plainer && onPlainer(cost.plainer.text)}>
					{t("composer.plainer", { count: cost.plainer.parts })}
				</Button>
			)}
		</div>
	);
}

/** `142 of 160 · 1 text`. */
export function CostCount({ cost }: { cost: TextCost }) {
	const t = useWords("messaging");
	return (
		<>
			<span>{t("composer.count", { units: cost.units, room: cost.room })}</span>
			{" · "}
			<span role="status">{t("composer.parts", { count: cost.parts })}</span>
		</>
	);
}
