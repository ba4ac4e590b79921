import { once } from "node:events";
import { join } from "node:path";
import { openLogFile } from "../../core/api/log-file.ts";
import type { Noun } from "../command.ts";
import { dataFolder } from "../data-folder.ts";
import { countOf } from "../limit.ts";
import { done, misuse, refused } from "../outcome.ts";

/** The screens for a browser on this computer, the gateways and the sync process, until it is ended. */
export const serve: Noun = {
	"": {
		flags: { port: { kind: "value", takes: "N" }, open: { kind: "switch" } },
		async run(args, cli) {
			const port = countOf(args, "port", 0);
			if (!port.ok) return port;
			if (port.value > 65_535) return misuse("not-a-port", { value: String(port.value) });
			const ended = cli.untilEnded();
			// With name and PIN at hand gateways and sync run from the start; else from the first sign-in in the browser.
			const office = await cli.open(args, { signIn: "if-known", mayBeEmpty: true, runGateways: true, keepsSync: true });
			if (!office.ok) return office;
			const { startWebHost } = await import("../../web/web-host.ts");
			const { openBrowser } = await import("../../web/open-browser.ts");
			const host = await startWebHost({
				outpost: office.value.outpost,
				rendererDir: join(cli.paths.root, "out", "renderer"),
				localesDir: cli.paths.locales,
				port: port.value,
				log: openLogFile(dataFolder(args.value("data"), cli.env)),
			}).catch((error: NodeJS.ErrnoException) => {
				if (error.code === "EADDRINUSE" || error.code === "EACCES") return null;
				throw error;
			});
			if (!host) return refused("port-taken", { port: port.value });
			try {
				await cli.print.answer({ url: host.url }, () => cli.words.say("serve.ready", { url: host.url }));
				if (args.has("open")) openBrowser(host.url);
				if (!ended.aborted) await once(ended, "abort");
			} finally {
				await host.close();
			}
			return done;
		},
	},
};
