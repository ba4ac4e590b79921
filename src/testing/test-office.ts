import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallName, InputOf, OutputOf, Result } from "../core/api/index.ts";
import { openOutpost } from "../core/outpost.ts";
import type { OpenOptions } from "../core/outpost-types.ts";

/** A PIN that is neither short nor easy, for tests. */
export const testPin = "260419";

/** A fresh office in a folder of its own, with one supervisor signed in at the seat `desk`. */
export async function openTestOffice(
	options: Partial<OpenOptions> & { country?: string; consentRequired?: "listed" | "everywhere" } = {},
) {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "outpost-test-"));
	const outpost = await openOutpost({ migrationsDir: "drizzle", keyCost: 10, ...options, dataDir });
	const call = <N extends CallName>(name: N, input: InputOf<N>, seat = "desk"): Promise<Result<OutputOf<N>>> =>
		outpost.call(name, input, seat);
	/** The value of a call that must work. */
	const must = async <N extends CallName>(name: N, input: InputOf<N>, seat = "desk"): Promise<OutputOf<N>> => {
		const result = await call(name, input, seat);
		if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.problem)}`);
		return result.value;
	};
	const setUp = await must("office.setUp", {
		language: "en",
		project: {
			name: "clinic",
			country: options.country ?? "US",
			timeZone: "America/New_York",
			languages: ["en", "fr"],
		},
		supervisor: { name: "Supervisor", pin: testPin },
		consentRequired: options.consentRequired ?? "listed",
	});
	/** Sends all that is queued through the simulated modem and takes in what waits there. */
	const pump = async () => {
		const ran = await outpost.runGateways("desk", { untilIdle: true });
		if (!ran.ok) throw new Error(JSON.stringify(ran.problem));
		return ran.value;
	};
	return {
		outpost,
		call,
		must,
		pump,
		setUp,
		dataDir,
		async close() {
			await outpost.close();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** What the simulated modem sent to a number, oldest first. */
export async function heardBy(office: Awaited<ReturnType<typeof openTestOffice>>, digits: string): Promise<string[]> {
	return (await office.must("practice.conversation", { digits }))
		.filter((text) => !text.fromMe)
		.map((text) => text.text);
}
