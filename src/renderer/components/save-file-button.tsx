import { Button, type ButtonProps } from "@mantine/core";
import { memo, type ReactNode, useState } from "react";
import type { Problem, Result, WrittenFile } from "../../core/api/index.ts";
import { useCore } from "../core-client.tsx";
import { saveFile } from "./save-file.ts";
import { Trouble } from "./trouble.tsx";

/** Has a file written by the core and keeps it; says in words why not. */
export const SaveFileButton = memo(function SaveFileButton(
	props: { write(): Promise<Result<WrittenFile>>; children: ReactNode } & Pick<ButtonProps, "size">,
) {
	const core = useCore();
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = async () => {
		setBusy(true);
		const written = await props.write();
		setProblem(written.ok ? await saveFile(core, written.value) : written.problem);
		setBusy(false);
	};
	return (
		<>
			<Button variant="default" size={props.size} loading={busy} onClick={() => void save()}>
				{props.children}
			</Button>
			<Trouble problem={problem} />
		</>
	);
});
