/** Under this name the desktop's preload script puts its door into the window. */
export const desktopDoorName = "outpostDesktop";
/** `data` of the window message that brings the port. */
export const portName = "outpost-port";
