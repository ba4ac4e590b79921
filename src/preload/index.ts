import { contextBridge, ipcRenderer } from "electron";
import { desktopDoorName, portName } from "../core/api/rpc/door-names.ts";
import { portChannel } from "../main/port-channel.ts";

/** The page's window, which this script shares; there are no DOM types here. */
const page = globalThis as unknown as { postMessage(data: unknown, origin: string, ports: unknown[]): void };

// The page's world can't take a port from this one by a function. A message of the window carries it over and leaves it in
// this window, whose page can only be ours.
ipcRenderer.on(portChannel, (event) => {
	const [port] = event.ports;
	if (port) page.postMessage(portName, "*", [port]);
});

contextBridge.exposeInMainWorld(desktopDoorName, {
	requestPort: () => ipcRenderer.send(portChannel),
});
