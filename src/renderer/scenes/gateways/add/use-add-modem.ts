import { useState } from "react";
import type { Problem } from "../../../../core/api/index.ts";
import { latinDigits } from "../../../components/latin-digits.ts";
import { useAsk, useDo } from "../../../core-client.tsx";
import type { Adding } from "./add-values.ts";

/**
 * Adds the modem, or changes it where it was added already, and sets the routes that are wanted. False: `problem` says why, with the
 * field it is about where it is one's.
 */
export function useAddModem() {
	const list = useAsk("gateway.list", {});
	const add = useDo("gateway.add");
	const alter = useDo("gateway.change");
	const route = useDo("gateway.route");
	const unroute = useDo("gateway.unroute");
	const parse = useDo("number.parse");
	const [problem, setProblem] = useState<Problem | null>(null);

	async function run(
		values: Adding,
		pin: string,
		wanted: readonly string[],
		change: (some: Partial<Adding>) => void,
	): Promise<boolean> {
		setProblem(null);
		const refused = (why: Problem) => {
			setProblem(why);
			return false;
		};
		let replyTo = "";
		if (values.replyTo.trim() !== "") {
			const read = await parse.run({ raw: values.replyTo.slice(0, 200) });
			if (!read.ok) return refused(read.problem);
			if (read.value.digits === null) return refused({ code: read.value.problem ?? "not-a-number", field: "replyTo" });
			replyTo = read.value.digits;
		}
		const { name } = values;
		const done =
			values.added === ""
				? await add.run({
						name,
						kind: "modem",
						port: values.port,
						...(values.sim === "pin" ? { pin: latinDigits(pin).trim() } : {}),
						...(replyTo === "" ? {} : { replyTo }),
					})
				: await alter.run({ name, replyTo });
		if (!done.ok) return refused(done.problem);
		change({ added: name, name });
		const { everywhere } = values;
		const now = list.data?.find((one) => one.name === name)?.routes ?? [];
		for (const old of now) {
			if (wanted.includes(old.prefix) && old.everywhere === everywhere) continue;
			const taken = await unroute.run({ prefix: old.prefix, everywhere: old.everywhere });
			if (!taken.ok) return refused(taken.problem);
		}
		// A project's own gateway for all other numbers comes first: left in place, it would keep this one from ever being asked.
		const isHidden = list.data?.some(
			(one) => one.name !== name && one.routes.some((old) => old.prefix === "*" && !old.everywhere),
		);
		if (everywhere && wanted.includes("*") && isHidden) {
			const taken = await unroute.run({ prefix: "*", everywhere: false });
			if (!taken.ok) return refused(taken.problem);
		}
		for (const prefix of wanted) {
			const routed = await route.run({ prefix, name, everywhere });
			if (!routed.ok) return refused(routed.problem);
		}
		return true;
	}
	return { run, problem, busy: parse.busy || add.busy || alter.busy || route.busy || unroute.busy };
}
