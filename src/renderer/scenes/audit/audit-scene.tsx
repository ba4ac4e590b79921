export function AuditScene() {
	return null;
}
