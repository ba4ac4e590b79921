import { SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useOffice } from "../office.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";
import { PracticeHq } from "./practice-hq.tsx";
import { PracticePhone } from "./practice-phone.tsx";

/** The others, as far as this office has to do with them: whoever is texted, and in practice head office too. */
export function PracticeSides() {
	const t = useWords("shell");
	const { status } = useOffice();
	const [side, setSide] = useLocalStorage<string>({ key: "outpost.practiceSide", defaultValue: "phone" });
	if (!status.practice) return <PracticePhone />;
	return (
		<div className={classes.sides}>
			<SegmentedControl
				size="xs"
				aria-label={t("practice.side")}
				className={classes.switch}
				data={[
					{ value: "phone", label: t("practice.sidePhone") },
					{ value: "hq", label: t("practice.sideHq") },
				]}
				value={side}
				onChange={setSide}
			/>
			{side === "hq" ? <PracticeHq /> : <PracticePhone />}
		</div>
	);
}
