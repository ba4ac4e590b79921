import { Component, type ReactNode } from "react";
import { SceneFailed } from "./scene-failed.tsx";

/** The last net: words and a way back instead of an empty window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
	override state = { failed: false };

	static getDerivedStateFromError(): { failed: boolean } {
		return { failed: true };
	}

	override render(): ReactNode {
		return this.state.failed ? <SceneFailed /> : this.props.children;
	}
}
