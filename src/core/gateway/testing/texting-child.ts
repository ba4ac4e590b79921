import { silentLog, systemClock } from "../../ground/index.ts";
import { openDatabase } from "../../storage/index.ts";
import { openGateways } from "../open-gateways.ts";

/** A program that sends and takes in as fast as it can until it is killed. Arguments: database, run. */
const [file = "", run = "0"] = process.argv.slice(2);
const migrationsDir = new URL("../../../../drizzle", import.meta.url).pathname;
const opened = openDatabase({ file, key: Buffer.alloc(32, 7), migrationsDir, mayCreate: true });
if (!opened.ok) throw new Error(opened.problem.code);
const store = opened.value;
store.prepare("CREATE TABLE IF NOT EXISTS desk (id TEXT NOT NULL, text TEXT NOT NULL)").run();
const gateways = openGateways({
	store,
	clock: systemClock,
	log: silentLog,
	timing: { silenceMs: 30 },
	hooks: {
		isBehind: () => false,
		whyNotSend: () => null,
		onSendState: () => {},
		onText: ({ id, text }) => {
			store.prepare("INSERT INTO desk (id, text) VALUES (?, ?)").run(id, text);
		},
	},
});
gateways.add({ name: "practice", kind: "simulator" });
gateways.start();
for (let nth = 0; nth < 20; nth += 1) {
	gateways.enqueue({
		messageId: `${run}-${nth}`,
		gateway: "practice",
		to: "15551234567",
		text: `Run ${run}, text ${nth}`,
		priority: "bulk",
	});
}
let typed = 0;
setInterval(() => {
	typed += 1;
	gateways.practice.text("15557654321", `Run ${run}, answer ${typed}`);
}, 10);
process.stdout.write("up\n");
