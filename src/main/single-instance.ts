import { app, type BrowserWindow } from "electron";

/**
 * One program for a data folder. False where another one runs already: that one then shows its window, and this one has to end.
 */
export function setupSingleInstance(window: () => BrowserWindow | null): boolean {
	if (!app.requestSingleInstanceLock()) return false;
	app.on("second-instance", () => {
		const first = window();
		if (!first) return;
		if (first.isMinimized()) first.restore();
		first.show();
		first.focus();
	});
	return true;
}
