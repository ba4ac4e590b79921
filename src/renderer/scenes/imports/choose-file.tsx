import { Button, FileButton, Progress, Text } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useCatchFocus } from "../../components/use-catch-focus.ts";
import { useCore } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import { uploadFile } from "./upload-file.ts";

const kinds = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt";

export interface ChosenFile {
	/** Stands for it in the core. */
	file: string;
	name: string;
}

/** A file by button, or dropped anywhere on the page. It is handed to the core at once; `onChosen` is told when it is there. */
export function ChooseFile(props: {
	word: string;
	isMain?: boolean;
	onChosen(chosen: ChosenFile): void;
	children?: ReactNode;
}) {
	const t = useWords("imports");
	const core = useCore();
	const [under, setUnder] = useState<{ name: string; part: number; control: AbortController } | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const take = async (file: File | null) => {
		if (!file || under) return;
		const control = new AbortController();
		setProblem(null);
		setUnder({ name: file.name, part: 0, control });
		const answer = await uploadFile(core, file, (part) => setUnder({ name: file.name, part, control }), control.signal);
		setUnder(null);
		if (answer.ok) props.onChosen({ file: answer.value, name: file.name });
		else setProblem(answer.problem);
	};
	// The button goes while the file is taken in, and the way to stop that comes in its place.
	const choose = useCatchFocus<HTMLButtonElement>(under !== null);
	const stop = useCatchFocus<HTMLButtonElement>(under === null);
	const isOver = useDroppedFile((file) => void take(file));
	return (
		<div className={classes.choose} data-over={isOver} data-main={props.isMain ?? false}>
			{under ? (
				<>
					<Text role="status">{t("choose.reading", { file: isolated(under.name) })}</Text>
					<Progress
						value={under.part * 100}
						w="100%"
						aria-label={t("choose.reading", { file: isolated(under.name) })}
					/>
					<Button ref={stop} variant="default" size="compact-sm" onClick={() => under.control.abort()}>
						{t("stop")}
					</Button>
				</>
			) : (
				<>
					<FileButton accept={kinds} onChange={(file) => void take(file)}>
						{(button) => (
							<Button
								{...button}
								ref={choose}
								variant={props.isMain ? "filled" : "default"}
								leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
							>
								{props.word}
							</Button>
						)}
					</FileButton>
					{props.children}
				</>
			)}
			<Trouble problem={problem} />
		</div>
	);
}

/** Hears of a file that is dropped anywhere in the window; true while one is held over it. */
function useDroppedFile(dropped: (file: File) => void): boolean {
	const [isOver, setOver] = useState(false);
	const latest = useRef(dropped);
	latest.current = dropped;
	useEffect(() => {
		const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
		const over = (event: DragEvent) => {
			if (!holdsFile(event)) return;
			event.preventDefault();
			setOver(true);
		};
		const out = (event: DragEvent) => event.relatedTarget === null && setOver(false);
		const drop = (event: DragEvent) => {
			if (!holdsFile(event)) return;
			event.preventDefault();
			setOver(false);
			const file = event.dataTransfer?.files[0];
			if (file) latest.current(file);
		};
		addEventListener("dragover", over);
		addEventListener("dragleave", out);
		addEventListener("drop", drop);
		return () => {
			removeEventListener("dragover", over);
			removeEventListener("dragleave", out);
			removeEventListener("drop", drop);
		};
	}, []);
	return isOver;
}
