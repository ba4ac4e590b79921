import { parseArgs } from "node:util";

export interface WebFlags {
	port: number;
	data: string | undefined;
	open: boolean;
	json: boolean;
}

/** The flags of the web host; null where they are not understood. */
export function readWebFlags(args: string[]): WebFlags | null {
	try {
		const { values } = parseArgs({
			args,
			options: {
				port: { type: "string", default: "0" },
				data: { type: "string" },
				open: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
			},
		});
		const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
		if (!(port <= 65535)) return null;
		return { port, data: values.data, open: values.open, json: values.json };
	} catch {
		return null;
	}
}
