import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { locale } from "../../words.ts";
import type { Setup } from "./setup-values.ts";

/** Makes the office out of what the wizard knows, with a practice gateway where that was chosen. */
export function useCreateOffice(hold: (isHeld: boolean) => void) {
	const setUp = useDo("office.setUp");
	const list = useDo("gateway.list");
	const add = useDo("gateway.add");
	const route = useDo("gateway.route");
	const [recoveryCode, setCode] = useState<string | null>(null);

	async function addPractice(name: string): Promise<void> {
		const known = await list.run({});
		if (!known.ok || known.value.length > 0) return;
		const added = await add.run({ name, kind: "simulator" });
		if (added.ok) await route.run({ prefix: "*", name });
	}

	return {
		recoveryCode,
		isBusy: setUp.busy || add.busy || route.busy,
		/** Null when the office is there. */
		async create(setup: Setup, pin: string): Promise<Problem | null> {
			hold(true);
			const made = await setUp.run({
				language: locale(),
				project: {
					name: setup.projectName.trim(),
					country: setup.country,
					timeZone: setup.timeZone,
					languages: setup.languages,
				},
				supervisor: { name: setup.supervisor.trim(), pin },
				consentRequired: setup.consentRequired,
			});
			if (!made.ok) {
				hold(false);
				return made.problem;
			}
			setCode(made.value.recoveryCode);
			// A gateway can be added later as well: the office stands without it.
			if (setup.gateway === "practice") await addPractice("practice");
			return null;
		},
	};
}
