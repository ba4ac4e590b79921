import { Button, Checkbox, Group, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { locale, useWords } from "../../words.ts";
import classes from "./first-run.module.css";

/** The recovery code, shown this once. `done`: words of the button that leads away from it. */
export function RecoveryStep(props: { code: string; project: string; done: string; onDone(): void }) {
	const { code, project, onDone } = props;
	const t = useWords("staff");
	const [isKept, setKept] = useState(false);
	useEffect(() => {
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener("beforeunload", warn);
		return () => removeEventListener("beforeunload", warn);
	}, []);
	const day = new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date());
	return (
		<div className={classes.form}>
			<div className={classes.sheet}>
				<Text fw={600}>{t("recovery.sheet", { project, day })}</Text>
				<bdi dir="ltr" className={classes.code}>
					{code}
				</bdi>
				<Text>{t("recovery.words")}</Text>
			</div>
			<div>
				<Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => print()}>
					{t("recovery.print")}
				</Button>
			</div>
			<Checkbox
				label={t("recovery.kept")}
				checked={isKept}
				onChange={(event) => setKept(event.currentTarget.checked)}
			/>
			<Group mt="md">
				<Button disabled={!isKept} onClick={onDone}>
					{props.done}
				</Button>
			</Group>
		</div>
	);
}
