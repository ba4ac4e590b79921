import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another gateway, run on a port with its own queue of files. */
export interface Peer {
	name: string;
	program: string;
	/** Debian package. */
	packaged: string;
	/** Makes its folders and settings; `tuned`: every optional check and pause off. */
	prepare(folder: string, port: string, tuned: boolean): void;
	queue(folder: string, nth: number, to: string, text: string): void;
	/** As the leader of a process group, since one of them has children of its own. */
	start(folder: string): ChildProcess;
	/** Texts it has taken in. */
	inbox(folder: string): string[];
}

const ofGammu = ["inbox", "outbox", "sent", "error"];
const ofSmsd = ["incoming", "outgoing", "checked", "failed", "sent"];
const checks = ["CheckSecurity", "CheckBattery", "CheckSignal", "CheckNetwork", "ResetFrequency", "StatusFrequency"];

const alone = { stdio: "ignore", detached: true } as const;

export const peers: readonly Peer[] = [
	{
		name: "gammu-smsd",
		program: "gammu-smsd",
		packaged: "gammu-smsd",
		prepare(folder, port, tuned) {
			makeFolders(folder, ofGammu);
			const paths = Object.entries({ inbox: "inbox", outbox: "outbox", sentsms: "sent", errorsms: "error" });
			const pace = tuned
				? ["LoopSleep = 0", "ReceiveFrequency = 1", ...checks.map((name) => `${name} = 0`)]
				: ["ReceiveFrequency = 15"];
			const lines = [
				"[gammu]",
				`device = ${port}`,
				"connection = at115200",
				"[smsd]",
				"service = files",
				`logfile = ${join(folder, "log")}`,
				"debuglevel = 0",
				"inboxformat = unicode",
				...paths.map(([name, at]) => `${name}path = ${join(folder, at)}/`),
				...pace,
			];
			writeFileSync(join(folder, "config"), `${lines.join("\n")}\n`);
		},
		queue(folder, nth, to, text) {
			const serial = String(nth).padStart(6, "0");
			writeFileSync(join(folder, "outbox", `OUTC20260105_${serial}_00_+${to}_sms${nth}.txt`), text);
		},
		start: (folder) => spawn("gammu-smsd", ["-c", join(folder, "config")], alone),
		inbox: (folder) =>
			filesOf(join(folder, "inbox")).map((octets) => octets.swap16().toString("utf16le").replace("\ufeff", "")),
	},
	{
		name: "smsd",
		program: "smsd",
		packaged: "smstools",
		prepare(folder, port, tuned) {
			makeFolders(folder, ofSmsd);
			const lines = [
				"devices = GSM1",
				...ofSmsd.map((at) => `${at} = ${join(folder, at)}`),
				`logfile = ${join(folder, "log")}`,
				`infofile = ${join(folder, "info")}`,
				`pidfile = ${join(folder, "pid")}`,
				"loglevel = 4",
				`delaytime = ${tuned ? 1 : 10}`,
				"[GSM1]",
				`device = ${port}`,
				"baudrate = 115200",
				"rtscts = no",
				`incoming = ${tuned ? "no" : "yes"}`,
				...(tuned ? ["check_network = 0"] : []),
			];
			writeFileSync(join(folder, "config"), `${lines.join("\n")}\n`);
		},
		queue(folder, nth, to, text) {
			writeFileSync(join(folder, "outgoing", `text${nth}`), `To: ${to}\n\n${text}\n`);
		},
		start: (folder) => spawn("smsd", ["-t", "-c", join(folder, "config")], alone),
		inbox: (folder) =>
			filesOf(join(folder, "incoming")).map((octets) => octets.toString("latin1").split("\n\n")[1] ?? ""),
	},
];

/** Ends a peer and whatever it has started. */
export async function stopPeer(child: ChildProcess): Promise<void> {
	const { pid } = child;
	if (pid === undefined || child.exitCode !== null) return;
	const ended = new Promise((done) => child.once("exit", done));
	process.kill(-pid, "SIGTERM");
	const hard = setTimeout(() => process.kill(-pid, "SIGKILL"), 2_000);
	await ended;
	clearTimeout(hard);
}

/** Sees to it that the peers are there; says for each that is not why. Installs them where this may be done. */
export function missingPeers(): Map<string, string> {
	const there = (program: string) => spawnSync("which", [program]).status === 0;
	const missing = peers.filter(({ program }) => !there(program));
	if (missing.length > 0 && process.getuid?.() === 0) {
		const install = ["install", "-y", "--no-install-recommends", ...missing.map(({ packaged }) => packaged)];
		const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		spawnSync("apt-get", ["update"], { stdio: "ignore", timeout: 120_000, env });
		spawnSync("apt-get", install, { stdio: "ignore", timeout: 300_000, env });
	}
	const why = (packaged: string) =>
		process.platform !== "linux"
			? `${packaged} is a Debian package, and this is ${process.platform}`
			: `the Debian package ${packaged} is not installed${process.getuid?.() === 0 ? " and apt-get could not install it" : ", and only root may install it"}`;
	return new Map(missing.filter(({ program }) => !there(program)).map(({ name, packaged }) => [name, why(packaged)]));
}

function makeFolders(folder: string, names: readonly string[]): void {
	for (const name of names) mkdirSync(join(folder, name), { recursive: true });
}

function filesOf(folder: string): Buffer[] {
	return readdirSync(folder)
		.sort()
		.map((name) => readFileSync(join(folder, name)));
}
