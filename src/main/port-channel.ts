/** The one channel between the preload script and the main process: a page asks on it, a port comes back on it. */
export const portChannel = "outpost:port";
