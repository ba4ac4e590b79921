import { useState } from "react";
import type { OfficeStatus } from "../../../core/api/index.ts";
import { useLanguage } from "../../words.ts";
import { freshSetup, keptSetup, type Setup } from "./setup-values.ts";
import { Welcome } from "./welcome.tsx";
import { Wizard } from "./wizard.tsx";

/** Before there is an office. `hold(true)` keeps the wizard on screen although the office exists, until its recovery code is read. */
export function FirstRun({ status, hold }: { status: OfficeStatus; hold(isHeld: boolean): void }) {
	const language = useLanguage();
	const [setup, setSetup] = useState<Setup | null>(keptSetup);
	const [isBegun, setBegun] = useState(false);
	if (!isBegun || !setup) {
		const begin = () => {
			setSetup(setup ?? freshSetup(language));
			setBegun(true);
		};
		return <Welcome status={status} isResumed={setup !== null} onSetUp={begin} />;
	}
	return (
		<Wizard
			first={setup}
			hold={hold}
			onLeave={() => {
				setSetup(keptSetup());
				setBegun(false);
			}}
		/>
	);
}
