import { createContext, type ReactNode, useContext } from "react";
import type { OfficeStatus, ProjectSummary, StaffMember } from "../core/api/index.ts";
import { AnswersOf, answers } from "./core-client.tsx";

export interface Seated {
	status: OfficeStatus;
	staff: StaffMember;
	project: ProjectSummary;
}

const OfficeContext = createContext<Seated | null>(null);

export function OfficeProvider({ seated, children }: { seated: Seated; children: ReactNode }) {
	return (
		<OfficeContext value={seated}>
			<AnswersOf scope={`${seated.staff.id} ${seated.project.id}`}>{children}</AnswersOf>
		</OfficeContext>
	);
}

/** Who sits here and in which project. Only under a signed-in seat. */
export function useOffice(): Seated {
	const seated = useContext(OfficeContext);
	if (!seated) throw new Error("nobody is signed in above this component");
	return seated;
}

/** May the person signed in do what needs one of these roles? The core decides; this only spares dead buttons. */
export function useMay(): { people: boolean; supervise: boolean; machines: boolean } {
	const { role } = useOffice().staff;
	return { people: role !== "technician", supervise: role === "supervisor", machines: role !== "clerk" };
}

/** Shows an answer of the sign-in calls at once, without waiting for the event. */
export function showStatus(status: OfficeStatus): void {
	answers.setQueryData(["office.status", {}, ""], status);
}

/** Forgets every answer about people, so that a locked window holds nothing. */
export function forgetAnswers(): void {
	answers.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "office.status" });
}
