import { Button, Group, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import type { DetectedModem, Problem } from "../../../../core/api/index.ts";
import { Trouble } from "../../../components/trouble.tsx";
import { useDo } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";
import classes from "./add.module.css";
import type { StepProps } from "./add-modem.tsx";
import { FoundModems, isUsable, nameOf } from "./found-modems.tsx";
import { PracticeOffer } from "./practice-offer.tsx";

const ways = ["plug", "other", "path"] as const;

/** Looks for modems, says of each port what stands there, and what to do where one can't be used. */
export function FindStep({ values, change, onNext, onDone }: StepProps) {
	const t = useWords("gateway");
	const detect = useDo("gateway.detect");
	const [found, setFound] = useState<DetectedModem[] | null>(null);
	const [path, setPath] = useState("");
	const [isAsked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const place = useRef<HTMLFormElement>(null);
	const choose = (one: DetectedModem) =>
		change({ port: one.port, modem: nameOf(one) ?? "", sim: one.sim, ownNumber: one.ownNumber ?? "" });
	const look = async (ports: string[]) => {
		setAsked(false);
		setProblem(null);
		setFound(null);
		const answer = await detect.run({ ports });
		if (!answer.ok) return setProblem(answer.problem);
		setFound(answer.value);
		const usable = answer.value.filter(isUsable);
		const kept = usable.find(({ port }) => port === values.port);
		const only = usable.length === 1 ? usable[0] : usable.find(({ recommended }) => recommended);
		const chosen = usable.find(({ port }) => ports.includes(port)) ?? kept ?? only;
		if (chosen) choose(chosen);
		else change({ port: "" });
	};
	const lookAtStart = useEffectEvent(() => void look(values.port === "" ? [] : [values.port]));
	useEffect(() => lookAtStart(), []);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		// Enter in the field of the path means: look there.
		if (path.trim() !== "" && document.activeElement?.getAttribute("name") === "path") return void look([path.trim()]);
		setAsked(true);
		if (found?.some((one) => isUsable(one) && one.port === values.port)) return onNext();
		place.current?.querySelector<HTMLElement>("input")?.focus();
	};
	const usable = found?.filter(isUsable) ?? [];
	return (
		<form ref={place} noValidate className={classes.form} onSubmit={submit}>
			<p className={classes.words}>{t("find.words")}</p>
			<Text role="status" c={found ? undefined : "dimmed"}>
				{detect.busy && t("find.looking")}
				{found && usable.length > 0 && t("find.found", { count: usable.length })}
				{found && usable.length === 0 && t("find.none")}
			</Text>
			<Trouble problem={problem} />
			{found?.every(({ problem }) => problem === "port-missing") && (
				<ul className={classes.ways}>
					{ways.map((way) => (
						<li key={way}>{t(`find.way.${way}`)}</li>
					))}
				</ul>
			)}
			{found && (
				<FoundModems
					found={found}
					chosen={values.port}
					error={isAsked && values.port === "" && usable.length > 0 ? t("find.chooseFirst") : undefined}
					onChoose={choose}
					onLook={(port) => void look([port])}
				/>
			)}
			<Group align="flex-end" gap="sm">
				<TextInput
					name="path"
					className={classes.path}
					label={t("find.path")}
					description={t("find.pathHint")}
					inputWrapperOrder={["label", "description", "input", "error"]}
					dir="ltr"
					maxLength={300}
					autoComplete="off"
					spellCheck={false}
					error={isAsked && found && usable.length === 0 ? t("find.chooseFirst") : undefined}
					value={path}
					onChange={(event) => setPath(event.currentTarget.value)}
				/>
				<Button variant="default" disabled={detect.busy || path.trim() === ""} onClick={() => void look([path.trim()])}>
					{t("find.lookThere")}
				</Button>
			</Group>
			<Group>
				<Button type="submit" disabled={detect.busy}>
					{t("add.next")}
				</Button>
				<Button variant="default" loading={detect.busy} onClick={() => void look([])}>
					{t("find.again")}
				</Button>
			</Group>
			<PracticeOffer
				onAdded={(added) => {
					change({ added });
					onDone();
				}}
			/>
		</form>
	);
}
