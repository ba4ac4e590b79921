import { randomUUID } from "node:crypto";
import { type BrowserWindow, type IpcMainEvent, ipcMain, MessageChannelMain } from "electron";
import type { Log } from "../core/api/log-file.ts";
import { type Line, portLine } from "../core/api/rpc/line.ts";
import { serveLine } from "../core/api/rpc/server.ts";
import type { Outpost, Seat } from "../core/outpost-types.ts";
import { isOurPage } from "./page-address.ts";
import { portChannel } from "./port-channel.ts";

/**
 * Hands the window a port to the core each time its page asks for one, and returns the window's seat. Only the main frame of
 * this window, showing our page, gets one (point 17 of Electron's security list); a newer port ends the one before.
 */
export function setupCorePort(window: BrowserWindow, outpost: Outpost, log: Log): Seat {
	const seat = `desktop-${randomUUID()}`;
	const contents = window.webContents;
	let line: Line | null = null;
	const asked = (event: IpcMainEvent) => {
		if (event.sender !== contents) return;
		if (event.senderFrame !== contents.mainFrame || !isOurPage(event.senderFrame?.url)) {
			return log.warn("a frame that is not our page asked for a port");
		}
		line?.close();
		const { port1, port2 } = new MessageChannelMain();
		line = portLine(port1);
		serveLine(line, { outpost, seat, log });
		contents.postMessage(portChannel, null, [port2]);
	};
	ipcMain.on(portChannel, asked);
	window.once("closed", () => {
		ipcMain.off(portChannel, asked);
		line?.close();
		outpost.leave(seat);
	});
	return seat;
}
