import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Keyword, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import classes from "./by-sms.module.css";
import { KeywordForm } from "./keyword-form.tsx";

/** Words that people can text, each with what it answers or which survey it starts. */
export function KeywordList() {
	const t = useWords("by-sms");
	const may = useMay();
	const keywords = useAsk("keywords.list", {});
	const [isAdding, setAdding] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(isAdding);
	return (
		<section aria-label={t("keywords.title")}>
			<Group justify="space-between" mb="sm">
				<Title order={2}>{t("keywords.title")}</Title>
				{may.supervise && !isAdding && (
					<Button
						ref={opener}
						variant="default"
						leftSection={<IconPlus size={16} aria-hidden />}
						onClick={() => setAdding(true)}
					>
						{t("keywords.add")}
					</Button>
				)}
			</Group>
			<Text size="sm" mb="sm">
				{t("keywords.means")}
			</Text>
			<Trouble problem={keywords.problem} again={keywords.refetch} />
			<Stack gap="md">
				{isAdding && <KeywordForm onDone={() => setAdding(false)} />}
				{keywords.data?.length === 0 && !isAdding && <Text c="dimmed">{t("keywords.none")}</Text>}
				{keywords.data?.map((keyword) => (
					<KeywordCard key={keyword.id} keyword={keyword} />
				))}
			</Stack>
		</section>
	);
}

function KeywordCard({ keyword }: { keyword: Keyword }) {
	const t = useWords("by-sms");
	const may = useMay();
	const [isEditing, setEditing] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(isEditing);
	const remove = useDo("keywords.remove");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (isEditing) return <KeywordForm keyword={keyword} onDone={() => setEditing(false)} />;
	return (
		<article className={classes.card} aria-label={keyword.name}>
			<Group justify="space-between" gap="sm">
				<Text fw={600}>
					<bdi>{keyword.name}</bdi>
					{!keyword.active && ` · ${t("keywords.off")}`}
				</Text>
				{may.supervise && (
					<Group gap="sm">
						<Button
							ref={opener}
							size="compact-sm"
							variant="default"
							aria-label={t("keywords.editOf", { name: isolated(keyword.name) })}
							onClick={() => setEditing(true)}
						>
							{t("edit")}
						</Button>
						<Button
							size="compact-sm"
							variant="default"
							loading={remove.busy}
							aria-label={t("keywords.removeOf", { name: isolated(keyword.name) })}
							onClick={async () => {
								const answer = await remove.run({ id: keyword.id });
								setProblem(answer.ok ? null : answer.problem);
							}}
						>
							{t("remove")}
						</Button>
					</Group>
				)}
			</Group>
			<Text size="sm">
				{t("keywords.people")} <bdi>{keyword.words.map(({ text }) => text).join(", ")}</bdi>
			</Text>
			{keyword.survey ? (
				<Text size="sm">{t("keywords.starts", { survey: isolated(keyword.survey) })}</Text>
			) : (
				keyword.answers.map((answer) => (
					<blockquote key={answer.language} lang={answer.language} dir="auto" className={classes.quote}>
						{answer.text}
					</blockquote>
				))
			)}
			<Trouble problem={problem} />
		</article>
	);
}
