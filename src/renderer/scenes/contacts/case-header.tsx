import { Title } from "@mantine/core";
import { IconLock, IconMessageOff } from "@tabler/icons-react";
import type { CaseView } from "../../../core/api/index.ts";
import { ConsentChip } from "../../components/consent-chip.tsx";
import { NumberStateChip } from "../../components/number-state.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import { StateChip } from "../../components/state-chip.tsx";
import { exactly } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { locale, useWords } from "../../words.ts";
import { BestAction } from "./best-action.tsx";
import classes from "./case.module.css";
import type { OpenPart } from "./case-scene.tsx";
import { isInUse } from "./is-in-use.ts";

/** Who it is and how things stand, with the one most useful thing to do. */
export function CaseHeader({ view, onOpen }: { view: CaseView; onOpen(part: OpenPart): void }) {
	const t = useWords("contacts");
	const may = useMay();
	const { digits, state } = view.number;
	return (
		<>
			<header className={classes.head}>
				<Title order={1} className={classes.name} {...(view.name.length > 120 ? { tabIndex: 0 } : {})}>
					<bdi>{view.name || t("case.unnamed")}</bdi>
				</Title>
				<div className={classes.chips}>
					{digits && <PhoneText digits={digits} />}
					{!view.closed && <NumberStateChip state={state} inUse={isInUse(view)} />}
					<ConsentChip state={view.consent.state} />
					{view.closed && <StateChip shape={IconLock} tone="plain" word={t("case.closed")} />}
				</div>
				{may.people && <BestAction view={view} onOpen={onOpen} />}
			</header>
			{view.optedOut && digits && <OptedOut digits={digits} />}
		</>
	);
}

function OptedOut({ digits }: { digits: string }) {
	const t = useWords("contacts");
	const at = useAsk("optOut.show", { digits }).data?.lastOutAt;
	return (
		<div className={classes.banner} role="status">
			<IconMessageOff size={18} aria-hidden />
			<span>
				<strong>{at ? t("case.optedOut", { when: exactly(at, locale()) }) : t("case.optedOutPlain")}</strong>{" "}
				{t("case.optedOutWay")}
			</span>
		</div>
	);
}
