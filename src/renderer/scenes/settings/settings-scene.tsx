export function SettingsScene() {
	return null;
}
