import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import type { Core } from "../core/api/rpc/index.ts";
import { CoreProvider } from "./core-client.tsx";
import { Gate } from "./gate.tsx";
import { pageNonce } from "./page-nonce.ts";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { theme, themeVariables } from "./theme.ts";
import { dir, useLanguage } from "./words.ts";

export function App({ core }: { core: Core }) {
	return (
		<DirectionProvider initialDirection={dir()} detectDirection={false}>
			<MantineProvider
				theme={theme}
				cssVariablesResolver={themeVariables}
				defaultColorScheme="auto"
				getStyleNonce={pageNonce}
			>
				<FollowLanguage>
					<ErrorBoundary>
						<CoreProvider core={core}>
							<Gate />
						</CoreProvider>
					</ErrorBoundary>
				</FollowLanguage>
			</MantineProvider>
		</DirectionProvider>
	);
}

/** Mantine mirrors its parts by its own direction, which follows the language. */
function FollowLanguage({ children }: { children: ReactNode }) {
	const language = useLanguage();
	const { setDirection } = useDirection();
	// biome-ignore lint/correctness/useExhaustiveDependencies: the direction hangs on the language
	useEffect(() => setDirection(dir()), [language, setDirection]);
	return children;
}
