import { Button, Center, Loader, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Problem } from "../../core/api/index.ts";
import { problemWords, useWords } from "../words.ts";

/** Opening usually takes less than this; a sign of waiting that flashes by only disturbs. */
const quietMs = 300;

/** Before the core has answered for the first time. */
export function Opening({ problem, again }: { problem: Problem | null; again(): Promise<void> }) {
	const t = useWords("shell");
	const [isLong, setLong] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setLong(true), quietMs);
		return () => clearTimeout(timer);
	}, []);
	return (
		<Center component="main" mih="100dvh" p="xl">
			{problem ? (
				<Stack maw={480} role="alert">
					<Text>{problemWords(problem)}</Text>
					<Button onClick={() => void again()}>{t("opening.again")}</Button>
				</Stack>
			) : (
				isLong && (
					<Stack align="center" role="status">
						<Loader size="sm" />
						<Text>{t("opening.words")}</Text>
					</Stack>
				)
			)}
		</Center>
	);
}
