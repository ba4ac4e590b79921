import { Title } from "@mantine/core";
import { IconLock, IconMessageOff } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { CaseView } from "../../../core/api/index.ts";
import { ConsentChip, OptedOutChip } from "../../components/consent-chip.tsx";
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
import { storedDigits } from "./stored-digits.ts";

/** Who it is and how things stand, with the one most useful thing to do. */
export function CaseHeader({ view, onOpen }: { view: CaseView; onOpen(part: OpenPart): void }) {
	const t = useWords("contacts");
	const may = useMay();
	const { state } = view.number;
	const digits = storedDigits(view);
	const heading = useRef<HTMLHeadingElement>(null);
	const wasClosed = useRef(view.closed);
	useEffect(() => {
		// The button that reopened the case is gone, and the focus with it.
		if (wasClosed.current && !view.closed && document.activeElement === document.body) heading.current?.focus();
		wasClosed.current = view.closed;
	}, [view.closed]);
	return (
		<>
			<header className={classes.head}>
				<Title order={1} ref={heading} className={classes.name} tabIndex={view.name.length > 120 ? 0 : -1}>
					<bdi>{view.name || t("case.unnamed")}</bdi>
				</Title>
				<div className={classes.chips}>
					{digits && <PhoneText digits={digits} />}
					{view.optedOut && <OptedOutChip />}
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
