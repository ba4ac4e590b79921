import { Navigate, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useMay, useOffice } from "../office.tsx";
import { PracticeDock } from "../practice/practice-dock.tsx";
import { useWords } from "../words.ts";
import { Announcer } from "./announcer.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import classes from "./frame.module.css";
import { HelpDrawer } from "./help-drawer.tsx";
import { useLock } from "./lock.ts";
import { placeOf, placesFor } from "./places.ts";
import { PracticeGatewayStripe, PracticeStripe } from "./practice-stripe.tsx";
import { Rail } from "./rail.tsx";
import { useKeys } from "./single-keys.ts";
import { StatusLine } from "./status-line.tsx";
import { useWindowTitle } from "./window-title.ts";

/** What stands around every scene: rail, practice stripe, status line, practice phone, help. */
export function Frame() {
	const t = useWords("shell");
	const { status } = useOffice();
	const may = useMay();
	const navigate = useNavigate();
	const lock = useLock();
	const place = placeOf(useLocation().pathname);
	// The audit says itself who may read it.
	const mayBeHere = place === "help" || place === "audit" || placesFor(may).some(({ name }) => name === place);
	const [isHelpOpen, setHelpOpen] = useState(false);
	useWindowTitle();
	const keys = useMemo(
		() => ({
			"/": () => void (may.people && goToSearch(() => navigate({ to: "/contacts" }))),
			n: () => void (may.people && navigate({ to: "/contacts/new" })),
			"?": () => setHelpOpen(true),
		}),
		[navigate, may.people],
	);
	useKeys(keys, lock);
	return (
		<div className={classes.frame}>
			{/* A button: the address holds the route, and following a link would leave the scene. */}
			<button type="button" className={classes.skip} onClick={() => document.getElementById("main")?.focus()}>
				{t("skip")}
			</button>
			<Rail onHelp={() => setHelpOpen(true)} />
			<div className={classes.middle}>
				<ConnectionBanner />
				{status.practice ? <PracticeStripe /> : <PracticeGatewayStripe />}
				<main id="main" tabIndex={-1} className={classes.main}>
					{mayBeHere ? <Outlet /> : <Navigate to="/gateways" replace />}
				</main>
			</div>
			<PracticeDock />
			<StatusLine />
			<Announcer />
			<HelpDrawer opened={isHelpOpen} onClose={() => setHelpOpen(false)} />
		</div>
	);
}

async function goToSearch(toContacts: () => Promise<void>): Promise<void> {
	const here = () => document.querySelector<HTMLInputElement>("main input[type=search]");
	if (!here()) await toContacts();
	const from = performance.now();
	const focus = () => {
		const box = here();
		box?.focus();
		box?.select();
		if (!box && performance.now() - from < 1000) requestAnimationFrame(focus);
	};
	focus();
}
