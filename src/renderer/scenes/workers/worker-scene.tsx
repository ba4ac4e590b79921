import { Text, Title } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import type { WorkerView } from "../../../core/api/index.ts";
import { BackLink } from "../../components/back-link.tsx";
import { Composer } from "../../components/composer.tsx";
import { Conversation } from "../../components/conversation.tsx";
import { StateChip } from "../../components/state-chip.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import page from "../contacts/case.module.css";
import { WorkerAtWork } from "./worker-at-work.tsx";
import { WorkerDetails } from "./worker-details.tsx";
import { workerName } from "./worker-filter.ts";
import { WorkerNumbers } from "./worker-numbers.tsx";

/** One mobile worker: numbers and how far each is verified, what is known, and the conversation. */
export function WorkerScene() {
	const t = useWords("workers");
	const { username } = useParams({ from: "/workers/$username" });
	const shown = useAsk("workers.show", { username });
	return (
		<div className={page.scene}>
			<BackLink to="/workers">{t("back")}</BackLink>
			<Trouble problem={shown.problem} again={shown.refetch} />
			{shown.loading && <Text role="status">{t("loading")}</Text>}
			{shown.data && <WorkerPage key={shown.data.id} worker={shown.data} />}
		</div>
	);
}

function WorkerPage({ worker }: { worker: WorkerView }) {
	const t = useWords("workers");
	const messages = useWords("messaging");
	const name = workerName(worker);
	const { there } = useAsk("hq.nameThere", { username: worker.username }).data ?? {};
	const first = worker.numbers.find((number) => number.default) ?? worker.numbers[0];
	return (
		<>
			<header className={page.head}>
				<Title order={1} className={page.name}>
					<bdi>{name}</bdi>
				</Title>
				<div className={page.chips}>
					{name !== worker.username && <bdi>{worker.username}</bdi>}
					{there && <span>{t("nameThere", { name: there })}</span>}
					{!worker.active && <StateChip shape={IconLock} tone="plain" word={t("inactive")} />}
				</div>
			</header>
			<div className={page.columns}>
				<div className={page.left}>
					{worker.warnings.length > 0 && (
						<ul>
							{worker.warnings.map((code) => (
								<li key={code}>{problemWords({ code })}</li>
							))}
						</ul>
					)}
					<WorkerNumbers worker={worker} />
					<WorkerDetails worker={worker} />
					<WorkerAtWork worker={worker} />
				</div>
				<section className={page.right} aria-label={messages("conversation.title")}>
					<Title order={2}>{messages("conversation.title")}</Title>
					{first ? (
						<Conversation digits={first.digits} name={name} />
					) : (
						<Text p={12} c="dimmed" size="sm" className={page.fill}>
							{t("noNumber")}
						</Text>
					)}
					<Composer
						to={`worker:${worker.username}`}
						name={name}
						refusal={worker.mayText.allowed ? null : (worker.mayText.code ?? "bug")}
					/>
				</section>
			</div>
		</>
	);
}
