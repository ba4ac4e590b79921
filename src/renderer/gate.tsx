import { useEffect, useState } from "react";
import type { OfficeStatus } from "../core/api/index.ts";
import { useAsk } from "./core-client.tsx";
import { forgetAnswers } from "./office.tsx";
import { FirstRun } from "./scenes/first-run/first-run.tsx";
import { SignIn } from "./scenes/sign-in/sign-in.tsx";
import { useLateLock, useLockWanted } from "./shell/lock.ts";
import { Opening } from "./shell/opening.tsx";
import { SeatScreens } from "./shell/seat-screens.tsx";
import { setLanguage, startLanguage } from "./words.ts";

/** Decides which of the four faces the window has: opening, first run, sign-in, the office itself. */
export function Gate() {
	const office = useAsk("office.status", {});
	// The office exists before its recovery code has been read: the wizard says when it is done.
	const [isSettingUp, setSettingUp] = useState(false);
	const isLockWanted = useLockWanted();
	useLateLock();
	const status = isLockWanted ? lockedHere(office.data) : office.data;
	const session = status?.session && !status.session.locked ? status.session : null;
	useEffect(() => {
		if (status && !session) forgetAnswers();
	}, [status, session]);
	usePersonsLanguage(session);

	if (!status) return <Opening problem={office.problem} again={office.refetch} />;
	if (status.state === "first-run" || isSettingUp) return <FirstRun status={status} hold={setSettingUp} />;
	if (!session) return <SignIn status={status} />;
	return <SeatScreens key={`${session.staff.id} ${session.project.id}`} status={status} session={session} />;
}

function lockedHere(status: OfficeStatus | undefined): OfficeStatus | undefined {
	return status?.session && !status.practice ? { ...status, session: { ...status.session, locked: true } } : status;
}

function usePersonsLanguage(session: OfficeStatus["session"]): void {
	const language = session?.staff.language;
	useEffect(() => {
		if (language && startLanguage() !== "qps") void setLanguage(language, false);
	}, [language]);
}
