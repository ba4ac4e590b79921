import { realpathSync, statfsSync } from "node:fs";

/** Folders whose programs copy files away while they are written, which tears a database from its log (reliability A10). */
const synced: [service: string, folder: RegExp][] = [
	["OneDrive", /^onedrive( |$|-)/i],
	["Dropbox", /^dropbox( |$)/i],
	["Google Drive", /^(google ?drive|googledrive|my drive)( |$|-)/i],
	["iCloud Drive", /^(icloud ?drive|mobile documents|com~apple~clouddocs)$/i],
	["CloudStorage", /^cloudstorage$/i],
	["Box", /^box( sync)?$/i],
	["Nextcloud", /^(nextcloud|owncloud)$/i],
	["MEGA", /^mega(sync)?$/i],
	["pCloud", /^p ?cloud( ?drive)?$/i],
	["Syncthing", /^syncthing$/i],
	["Yandex Disk", /^yandex\.?disk$/i],
	["Synology Drive", /^synologydrive$/i],
];

/** The service that keeps this folder in step with another computer, or null. */
export function syncedBy(dir: string): string | null {
	for (const part of dir.split(/[\\/]+/)) {
		const found = synced.find(([, folder]) => folder.test(part));
		if (found) return found[0];
	}
	return null;
}

/** Kinds of network file systems as Linux numbers them (statfs(2)): NFS, SMB, CIFS, SMB2, 9P, AFS, Ceph, Coda. */
const networkKinds = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x73757245]);

/** Is it a share of another machine? SQLite's log does not work across machines. */
export function isOnNetwork(dir: string): boolean {
	if (/^(\\\\|\/\/)(?![?.][\\/])[^\\/]/.test(dir) || /^\\\\\?\\UNC\\/i.test(dir)) return true;
	if (process.platform !== "linux") return false;
	try {
		return networkKinds.has(statfsSync(dir).type >>> 0);
	} catch {
		return false;
	}
}

/** The folder as the system knows it, with links followed. */
export function realFolder(dir: string): string {
	try {
		return realpathSync(dir);
	} catch {
		return dir;
	}
}
