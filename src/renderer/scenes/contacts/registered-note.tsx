import { Anchor, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { isolated } from "../../components/isolated.ts";
import { useWords } from "../../words.ts";
import classes from "./register.module.css";

/** Says who was registered last, while the next one is being typed. */
export function RegisteredNote({ saved }: { saved: { id: string; name: string } }) {
	const t = useWords("contacts");
	return (
		<div className={classes.note} role="status">
			<IconCheck size={18} aria-hidden />
			<Text size="sm" className={classes.noteText}>
				{t("form.registered", { name: isolated(saved.name) })}
			</Text>
			<Anchor size="sm" renderRoot={(props) => <Link to="/contacts/$id" params={{ id: saved.id }} {...props} />}>
				{t("form.openRegistered")}
			</Anchor>
		</div>
	);
}
