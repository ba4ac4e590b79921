export function HelpScene() {
	return null;
}
