export function GatewaysScene() {
	return null;
}
