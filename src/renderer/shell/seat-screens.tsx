import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import type { OfficeStatus } from "../../core/api/index.ts";
import { OfficeProvider } from "../office.tsx";
import { makeRouter } from "../router.tsx";
import { IdleLock } from "./idle-lock.tsx";

/** All screens of one person in one project; taken down whole when either changes. */
export function SeatScreens(props: { status: OfficeStatus; session: NonNullable<OfficeStatus["session"]> }) {
	const [router] = useState(makeRouter);
	const { staff, project } = props.session;
	return (
		<OfficeProvider seated={{ status: props.status, staff, project }}>
			<RouterProvider router={router} />
			{!props.status.practice && <IdleLock minutes={props.status.idleMinutes} />}
		</OfficeProvider>
	);
}
