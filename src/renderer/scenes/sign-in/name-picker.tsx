import { Radio } from "@mantine/core";
import { useWords } from "../../words.ts";
import classes from "./sign-in.module.css";

/** The people of the office, each one click or arrow key away. */
export function NamePicker(props: { names: string[]; name: string; onPick(name: string): void }) {
	const t = useWords("staff");
	return (
		<Radio.Group label={t("signIn.who")} value={props.name} onChange={props.onPick}>
			<div className={classes.names}>
				{props.names.map((name) => (
					<Radio key={name} value={name} label={<bdi>{name}</bdi>} className={classes.name ?? ""} />
				))}
			</div>
		</Radio.Group>
	);
}
