/** Parts of the HQ scene, as they stand in its address. */
export const hqTabs = ["state", "waiting", "parked", "conflicts", "history", "connection"] as const;
export type HqTab = (typeof hqTabs)[number];

/** What somebody may look at: a technician has no business with people, a clerk none with the key. */
export function tabsFor(may: { people: boolean; machines: boolean }): HqTab[] {
	return hqTabs.filter((tab) => {
		if (tab === "connection") return may.machines;
		return may.people || tab === "state" || tab === "history";
	});
}
