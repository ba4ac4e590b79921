import { Menu, type MenuItemConstructorOptions } from "electron";

/** On macOS copy and paste work through a menu only; elsewhere a menu would hold nothing but developer tools. */
export function setupMenu(platform: NodeJS.Platform = process.platform): void {
	const roles: MenuItemConstructorOptions[] = [{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }];
	Menu.setApplicationMenu(platform === "darwin" ? Menu.buildFromTemplate(roles) : null);
}
