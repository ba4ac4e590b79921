import { z } from "zod";
import { asks, does, gives, type Role } from "../api/entry.ts";

/** A member of staff as the sign-in screen shows them: the names are readable before anyone signs in. */
export interface StaffMember {
	id: string;
	name: string;
	role: Role;
	active: boolean;
	/** Language of the screens for this person. */
	language: string;
}

export interface ProjectSummary {
	id: string;
	/** The word after `join`. */
	name: string;
	country: string;
	timeZone: string;
	/** Languages of messages, the first is the default. */
	languages: string[];
}

/** What a host needs to know before it can show anything. */
export interface OfficeStatus {
	state: "first-run" | "sealed" | "open";
	/** True in the practice office: nothing here is real. */
	practice: boolean;
	staff: StaffMember[];
	/** Who sits at this seat. `locked`: signed in, but the screen is closed until the PIN is given again. */
	session: { staff: StaffMember; locked: boolean; project: ProjectSummary } | null;
	/** After wrong tries: seconds until the next one is taken. */
	waitSeconds: number;
	version: string;
	/** What stands in the way of signing in at all: `keys-missing`, `keys-damaged`, `database-missing`, `database-damaged`. */
	problem: string | null;
	/** Set when a damaged database was put aside at this start; the name of the kept file. */
	damagedKeptAs?: string;
	/** Minutes without a key or a click after which the screen locks. */
	idleMinutes: number;
}

export const staffName = z.string().trim().min(1).max(80);
/** As typed, without spaces around it: nobody sees them in a field of dots. The one place where a PIN is tidied, for setting and for trying. */
export const typedPin = z.string().normalize("NFKC").trim().min(1).max(200);
/** How short it may be is said by the verb, with a code of its own. */
const pin = typedPin;
export const roleSchema = z.enum(["clerk", "supervisor", "technician"]);
export const projectInput = z.object({
	name: z.string().trim().max(200),
	country: z.string().trim().max(60),
	timeZone: z.string().min(1).max(60),
	languages: z
		.array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))
		.min(1)
		.max(20),
});

export const staffApi = {
	"office.status": asks("anyone", z.object({}), gives<OfficeStatus>()),
	/** Creates the office: data key, recovery code (returned once), first project and supervisor, who is then signed in here. */
	"office.setUp": does(
		"anyone",
		z.object({
			language: z.string().min(2).max(35),
			project: projectInput,
			supervisor: z.object({ name: staffName, pin }),
			/** Take a PIN that anybody would try first; the caller has warned of it. */
			acceptEasyPin: z.boolean().optional(),
			consentRequired: z.enum(["listed", "everywhere"]).default("listed"),
		}),
		gives<{ project: ProjectSummary; staff: StaffMember; recoveryCode: string }>(),
	),
	/** Takes this seat to the practice office (made on first use) and signs it in there; `leavePractice` goes back. */
	"office.enterPractice": does("anyone", z.object({ language: z.string().min(2).max(35) }), gives<OfficeStatus>()),
	"office.leavePractice": does("anyone", z.object({}), gives<OfficeStatus>()),
	/** Whether this computer may open the office by itself after a start, so that gateways run before anybody signs in. */
	"office.unattended": asks("supervisor", z.object({}), gives<{ possible: boolean; on: boolean }>()),
	"office.setUnattended": does(
		"supervisor",
		z.object({ on: z.boolean() }),
		gives<{ possible: boolean; on: boolean }>(),
	),
	"staff.signIn": does("anyone", z.object({ name: staffName, pin: typedPin }), gives<OfficeStatus>()),
	/** Opens the office with the printed recovery code and gives one supervisor a new PIN. */
	"staff.recover": does(
		"anyone",
		z.object({ recoveryCode: z.string().min(1).max(200), name: staffName, newPin: pin }),
		gives<OfficeStatus>(),
	),
	"staff.lock": does("anyone", z.object({}), gives<OfficeStatus>()),
	"staff.signOut": does("anyone", z.object({}), gives<OfficeStatus>()),
	"staff.list": asks("staff", z.object({}), gives<StaffMember[]>()),
	"staff.add": does(
		"supervisor",
		z.object({ name: staffName, role: roleSchema, pin, language: z.string().max(35).optional() }),
		gives<StaffMember>(),
	),
	"staff.setActive": does("supervisor", z.object({ id: z.string(), active: z.boolean() }), gives<StaffMember>()),
	/** What somebody may do from now on, also where they are signed in. Problems `staff-not-found`, `last-supervisor`. */
	"staff.setRole": does("supervisor", z.object({ id: z.string(), role: roleSchema }), gives<StaffMember>()),
	/** A supervisor gives someone a new PIN; that person's old one stops working. */
	"staff.resetPin": does("supervisor", z.object({ id: z.string(), newPin: pin }), gives<StaffMember>()),
	"staff.changePin": does("staff", z.object({ oldPin: typedPin, newPin: pin }), gives<StaffMember>()),
	/** A new recovery code, returned once; the old one stops working. */
	"staff.newRecoveryCode": does("supervisor", z.object({ pin: typedPin }), gives<{ recoveryCode: string }>()),
	"staff.setLanguage": does("staff", z.object({ language: z.string().min(2).max(35) }), gives<StaffMember>()),
	"projects.list": asks("staff", z.object({}), gives<ProjectSummary[]>()),
	"projects.add": does("supervisor", projectInput, gives<ProjectSummary>()),
	/** The project this seat works in from now on. */
	"projects.use": does("staff", z.object({ id: z.string() }), gives<ProjectSummary>()),
	/** A half-filled form, kept for its own person only; survives lock, switch and restart. `form` names the screen. */
	"drafts.load": asks(
		"staff",
		z.object({ form: z.string().max(120) }),
		gives<{ value: unknown; savedAt: string } | null>(),
	),
	"drafts.save": does(
		"staff",
		z.object({ form: z.string().max(120), value: z.unknown() }),
		gives<{ savedAt: string }>(),
	),
	"drafts.discard": does("staff", z.object({ form: z.string().max(120) }), gives<null>()),
};
