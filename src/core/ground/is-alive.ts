/** Whether a process of this number lives on this computer; one of another user does too. */
export function isAlive(pid: number): boolean {
	// Zero and below are groups of processes.
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== "ESRCH";
	}
}
