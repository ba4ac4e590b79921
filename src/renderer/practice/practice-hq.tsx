import { NativeSelect, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { PracticeHqManner, PracticeHq as PracticeHqView } from "../../core/api/index.ts";
import { Trouble } from "../components/trouble.tsx";
import { UserText } from "../components/user-text.tsx";
import { When } from "../components/when.tsx";
import { useAsk, useDo } from "../core-client.tsx";
import { useWords } from "../words.ts";
import classes from "./practice.module.css";
import { PracticeHqCase } from "./practice-hq-case.tsx";

const manners: PracticeHqManner[] = ["well", "away", "sign-in-page", "unknown-key"];

/** Head office from the other side: what it holds, a case to change there, and what meets whoever tries to reach it. */
export function PracticeHq() {
	const t = useWords("shell");
	const [search, setSearch] = useState("");
	const [wanted] = useDebouncedValue(search, 200);
	const [openId, setOpen] = useState<string | null>(null);
	const hq = useAsk("practiceHq.look", { search: wanted }, { keepPrevious: true, everyMs: 5_000 });
	const answer = useDo("practiceHq.answer");
	const open = hq.data?.found.find((one) => one.id === openId);
	return (
		<section className={classes.hq} aria-label={t("practice.hq.title")}>
			<Text fw={600}>{t("practice.hq.title")}</Text>
			<Trouble problem={hq.problem} again={hq.refetch} />
			{hq.data && (
				<>
					<NativeSelect
						size="xs"
						label={t("practice.hq.answers")}
						value={hq.data.answers}
						disabled={answer.busy}
						data={manners.map((value) => ({ value, label: t(`practice.hq.as.${value}`) }))}
						onChange={(event) => void answer.run({ as: event.currentTarget.value as PracticeHqManner })}
					/>
					{open ? (
						<PracticeHqCase key={open.id} held={open} onBack={() => setOpen(null)} />
					) : (
						<>
							<Text size="sm">{t("practice.hq.holds", { cases: hq.data.cases, workers: hq.data.workers })}</Text>
							{hq.data.cases > 0 && (
								<TextInput
									size="xs"
									type="search"
									label={t("practice.hq.search")}
									value={search}
									maxLength={200}
									onChange={(event) => setSearch(event.currentTarget.value)}
								/>
							)}
							<ul className={classes.held}>
								{hq.data.found.map((one) => (
									<li key={one.id}>
										<UnstyledButton className={classes.heldCase} onClick={() => setOpen(one.id)}>
											<UserText text={one.name} />
											<Text span size="xs" c="dimmed">
												<When at={one.changedAt} quiet />
											</Text>
										</UnstyledButton>
									</li>
								))}
							</ul>
							<ByHand hq={hq.data} />
						</>
					)}
				</>
			)}
		</section>
	);
}

/** What to type into the connection, to practise that too. */
function ByHand({ hq }: { hq: PracticeHqView }) {
	const t = useWords("shell");
	const hqWords = useWords("hq");
	return (
		<details className={classes.byHand}>
			<summary>{t("practice.hq.byHand")}</summary>
			<dl>
				{(["url", "project", "user", "apiKey"] as const).map((name) => (
					<div key={name}>
						<dt>{hqWords(`connection.${name}`)}</dt>
						<dd>
							<bdi dir="ltr">{hq[name]}</bdi>
						</dd>
					</div>
				))}
			</dl>
		</details>
	);
}
