/** What a port of a stick is for. */
export type PortRole = "commands" | "dial-up" | "positions" | "diagnosis";

/** What is special about a maker's modems (modem §2.1, §2.7). */
export interface MakerQuirks {
	/** In the answer to AT+CGMI. */
	name: RegExp;
	/** Of its USB devices. */
	vendorIds: readonly string[];
	/** Needed before texts work; errors don't matter. */
	startCommands: readonly string[];
	/** How it wants a service code (USSD) as long as nothing else is known. */
	ussd: "plain" | "packed";
	/** Ports by the number of their USB interface. */
	ports: Readonly<Record<number, PortRole>>;
	/** It needs longer for a list of a full SIM. */
	slowLists: boolean;
}

const ordinary: MakerQuirks = {
	name: /^/,
	vendorIds: [],
	startCommands: [],
	ussd: "plain",
	ports: {},
	slowLists: false,
};

/** The first that fits counts. Port numbers: ModemManager's rules for the maker, and the E150 family for Huawei. */
const makers: readonly MakerQuirks[] = [
	{
		...ordinary,
		name: /huawei/i,
		vendorIds: ["12d1"],
		// The first stops most lines that come each second; without the second some stop receiving.
		startCommands: ["AT^CURC=0", "AT+CFUN=1"],
		ussd: "packed",
		ports: { 0: "dial-up", 1: "diagnosis", 2: "commands" },
	},
	{ ...ordinary, name: /zte/i, vendorIds: ["19d2"], startCommands: ["AT+ZCDRUN=8", "AT+ZOPRT=5"] },
	{
		...ordinary,
		name: /simcom/i,
		vendorIds: ["1e0e"],
		ports: { 0: "diagnosis", 1: "positions", 2: "commands", 3: "dial-up" },
		slowLists: true,
	},
	{
		...ordinary,
		name: /quectel/i,
		vendorIds: ["2c7c"],
		ports: { 0: "diagnosis", 1: "positions", 2: "commands", 3: "dial-up" },
	},
];

export function quirksOf(manufacturer: string): MakerQuirks {
	return makers.find(({ name }) => name.test(manufacturer)) ?? ordinary;
}

/** What a port is for by its USB ids; null where nobody knows. */
export function portRole(vendorId: string | null, usbInterface: number | null): PortRole | null {
	if (vendorId === null || usbInterface === null) return null;
	return makers.find(({ vendorIds }) => vendorIds.includes(vendorId.toLowerCase()))?.ports[usbInterface] ?? null;
}
