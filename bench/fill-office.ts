import type { Acting } from "../src/core/api/acting.ts";
import { openOutpost } from "../src/core/outpost.ts";
import { FrontDesk, signIn } from "../src/core/staff/index.ts";
import { benchProject, benchStaff, keyCost, migrationsDir, seat } from "./open-office.ts";

const options = (dataDir: string) => ({ dataDir, migrationsDir, keyCost });

/** Makes an office in the folder and lets `fill` put rows into it with haste; the benches open it as the product does. */
export async function fillOffice(dataDir: string, fill: (acting: Acting) => unknown): Promise<void> {
	const outpost = await openOutpost(options(dataDir));
	const made = await outpost.call(
		"office.setUp",
		{ language: "en", project: benchProject, supervisor: benchStaff },
		seat,
	);
	if (!made.ok) throw new Error(made.problem.code);
	await outpost.close();
	await atItsDesk(dataDir, async (acting) => {
		for (const pragma of ["cache_size = -6000000", "synchronous = OFF"]) acting.store.prepare(`PRAGMA ${pragma}`).run();
		await fill(acting);
	});
}

/** Works on an office as another process does: with a connection of its own, whether or not somebody else has it open. */
export async function atItsDesk(dataDir: string, work: (acting: Acting) => unknown): Promise<void> {
	const desk = new FrontDesk({ options: options(dataDir), onOpen() {}, onSession() {} });
	try {
		const signedIn = await signIn(desk, seat, benchStaff.name, benchStaff.pin);
		const acting = desk.actingAt(seat);
		if (!signedIn.ok || !acting.ok) throw new Error("nobody could sign in to the office just made");
		await work(acting.value);
	} finally {
		desk.close();
	}
}
