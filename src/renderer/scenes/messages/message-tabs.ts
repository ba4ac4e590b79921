/** The parts of the page Messages, as they stand in its address. */
export const messageTabs = ["inbox", "log", "unclear", "held", "asked"] as const;
export type MessageTab = (typeof messageTabs)[number];
