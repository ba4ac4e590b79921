import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Problem } from "../../core/api/index.ts";
import { problemWords, useWords } from "../words.ts";

/** A refusal in words, heard at once. `again` where asking once more may help. */
export function Trouble({ problem, again }: { problem: Problem | null; again?(): Promise<void> }) {
	const t = useWords("shell");
	if (!problem || problem.code === "cancelled") return null;
	return (
		<Alert
			color="red"
			variant="light"
			icon={<IconAlertTriangle aria-hidden />}
			role="alert"
			c="var(--mantine-color-text)"
		>
			{problemWords(problem)}
			{again && (
				<Button variant="default" size="compact-sm" mt="sm" display="block" onClick={() => void again()}>
					{t("again")}
				</Button>
			)}
		</Alert>
	);
}
