import { Button, Stack, Text, Title } from "@mantine/core";
import { useWords } from "../words.ts";

/** Shown in place of a scene that broke. What was saved is safe: it lies in the core. */
export function SceneFailed() {
	const t = useWords("shell");
	return (
		<Stack p="xl" align="flex-start" role="alert">
			<Title order={1}>{t("failed.title")}</Title>
			<Text maw={560}>{t("failed.why")}</Text>
			<Button onClick={() => location.reload()}>{t("failed.reload")}</Button>
		</Stack>
	);
}
