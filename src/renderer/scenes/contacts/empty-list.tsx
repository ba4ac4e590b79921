import { Button, Group, Text, Title } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { isolated } from "../../components/isolated.ts";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./contacts.module.css";

/** Nobody is registered yet: what the page is for, and the first thing to do. */
export function NobodyYet() {
	const t = useWords("contacts");
	const may = useMay();
	return (
		<div className={classes.empty}>
			<Title order={2}>{t("empty.title")}</Title>
			<Text>{t("empty.body")}</Text>
			{may.people && (
				<Button
					leftSection={<IconUserPlus size={16} aria-hidden />}
					renderRoot={(props) => <Link to="/contacts/new" {...props} />}
				>
					{t("register")}
				</Button>
			)}
		</div>
	);
}

/** Nobody matches: register with what was typed, or look at everybody. */
export function NobodyFound(props: { search: string; isNarrowed: boolean; onWiden(): void }) {
	const t = useWords("contacts");
	const may = useMay();
	const { search } = props;
	const digits = search.replace(/\D/g, "");
	const isNumber = digits.length >= 5 && !/\p{L}/u.test(search);
	return (
		<div className={classes.empty} role="status">
			<Title order={2}>{t("notFound.title")}</Title>
			<Text>{search ? t("notFound.search", { search: isolated(search) }) : t("notFound.filter")}</Text>
			<Group gap="sm">
				{may.people && search !== "" && (
					<Button
						leftSection={<IconUserPlus size={16} aria-hidden />}
						renderRoot={(rest) => (
							<Link to="/contacts/new" search={isNumber ? { phone: search } : { name: search }} {...rest} />
						)}
					>
						{t("notFound.registerTyped", { search: isolated(search) })}
					</Button>
				)}
				{(search !== "" || props.isNarrowed) && (
					<Button variant="default" onClick={props.onWiden}>
						{t("notFound.allContacts")}
					</Button>
				)}
			</Group>
		</div>
	);
}
