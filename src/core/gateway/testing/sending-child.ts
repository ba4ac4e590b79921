import { radioOffice, until } from "./radio-office.ts";

/** A program that sends so many texts over the modem at that port and ends. Arguments: port, how many. */
const [port = "", count = "0"] = process.argv.slice(2);
const waitMs = 5_000;
const office = radioOffice({
	timing: {
		...{ promptMs: waitMs, answerMs: waitMs, commandMs: waitMs, slowCommandMs: waitMs, probeMs: 1_000 },
		// Nothing else is written between a text's commit and its first octet, which another thread writes.
		...{ leaseBeatMs: 60_000, leaseMs: 600_000 },
	},
});
const settings = ["sendGapMs", "dailyCap"].map((name) => ({ name, value: "0" }));
office.gateways.add({ name: "stick", kind: "modem", port, settings });
const ids = Array.from({ length: Number(count) }, (_, nth) =>
	office.send(`Text ${nth}`, { gateway: "stick", to: `15552${String(nth).padStart(6, "0")}` }),
);
office.gateways.start();
await until(() => ids.every((id) => ["sent", "delivered"].includes(office.lastState(id)?.state ?? "")), 120_000);
await office.end();
