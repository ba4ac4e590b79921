import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { UserText } from "../../components/user-text.tsx";
import { problemWords, useWords } from "../../words.ts";
import type { Difference } from "./edit-values.ts";
import classes from "./register.module.css";

/** Somebody changed the case under this form: what stands there now, and the two ways on. */
export function ChangedMeanwhile(props: {
	differences: Difference[];
	isBusy: boolean;
	onSave(): void;
	onReload(): void;
}) {
	const t = useWords("contacts");
	const numberWords = useWords("phone-numbers");
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => box.current?.focus(), []);
	return (
		<div ref={box} className={classes.note} role="alert" tabIndex={-1}>
			<div className={classes.noteText}>
				<Text size="sm">{problemWords({ code: "changed-meanwhile" })}</Text>
				<ul>
					{props.differences.map(({ field, name, is }) => (
						<li key={name}>
							{field === "phone" ? numberWords("field.label") : field ? t(`form.${field}`) : <UserText text={name} />}:{" "}
							{is === "" ? t("meanwhile.empty") : <UserText text={is} />}
						</li>
					))}
				</ul>
				<Group gap="sm">
					<Button size="compact-sm" loading={props.isBusy} onClick={props.onSave}>
						{t("meanwhile.save")}
					</Button>
					<Button size="compact-sm" variant="default" onClick={props.onReload}>
						{t("meanwhile.reload")}
					</Button>
				</Group>
			</div>
		</div>
	);
}
