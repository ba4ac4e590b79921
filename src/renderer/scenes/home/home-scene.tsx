export function HomeScene() {
	return null;
}
