import {
	type Icon,
	IconAddressBook,
	IconAntenna,
	IconCloudUp,
	IconFileImport,
	IconHome,
	IconListCheck,
	IconListDetails,
	IconMessages,
	IconSettings,
	IconUsersGroup,
} from "@tabler/icons-react";

export const places = [
	{ name: "home", to: "/", icon: IconHome },
	{ name: "contacts", to: "/contacts", icon: IconAddressBook },
	{ name: "workers", to: "/workers", icon: IconUsersGroup },
	{ name: "messages", to: "/messages", icon: IconMessages },
	{ name: "imports", to: "/imports", icon: IconFileImport },
	{ name: "surveys", to: "/surveys", icon: IconListDetails },
	{ name: "gateways", to: "/gateways", icon: IconAntenna },
	{ name: "hq", to: "/hq", icon: IconCloudUp },
	{ name: "settings", to: "/settings", icon: IconSettings },
	{ name: "audit", to: "/audit", icon: IconListCheck },
] as const satisfies { name: string; to: string; icon: Icon }[];

export type PlaceName = (typeof places)[number]["name"] | "help";

/** The part of the office that a path belongs to. */
export function placeOf(path: string): PlaceName {
	if (path.startsWith("/help")) return "help";
	return places.find(({ to }) => to !== "/" && path.startsWith(to))?.name ?? "home";
}

/** A technician has no business with people's data, and only a supervisor reads the audit. */
export function placesFor(may: { people: boolean; supervise: boolean }) {
	return places.filter(({ name }) => {
		if (name === "audit") return may.supervise;
		return (
			may.people || !(["home", "contacts", "workers", "messages", "imports", "surveys"] as string[]).includes(name)
		);
	});
}
