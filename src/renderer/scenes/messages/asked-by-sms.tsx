import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem, StopReview, UnregisteredText } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./pending.module.css";

/** What people asked for by SMS and only staff can decide: texts that may mean STOP, and texts that registered nobody. */
export function AskedBySms() {
	const t = useWords("by-sms");
	const reviews = useAsk("optOut.reviews", {});
	const unregistered = useAsk("selfRegistration.unregistered", {});
	return (
		<Stack gap="xl">
			<section aria-label={t("reviews.title")}>
				<Title order={2} mb="sm">
					{t("reviews.title")}
				</Title>
				<Text maw={720} mb="sm">
					{t("reviews.means")}
				</Text>
				<Trouble problem={reviews.problem} again={reviews.refetch} />
				{reviews.data?.length === 0 && (
					<Text c="dimmed" role="status">
						{t("reviews.none")}
					</Text>
				)}
				<ul className={classes.list} aria-label={t("reviews.title")}>
					{reviews.data?.map((review) => (
						<Review key={review.messageId} review={review} />
					))}
				</ul>
			</section>
			<section aria-label={t("unregistered.title")}>
				<Title order={2} mb="sm">
					{t("unregistered.title")}
				</Title>
				<Trouble problem={unregistered.problem} again={unregistered.refetch} />
				{unregistered.data?.length === 0 && (
					<Text c="dimmed" role="status">
						{t("unregistered.none")}
					</Text>
				)}
				<ul className={classes.list} aria-label={t("unregistered.title")}>
					{unregistered.data?.map((text) => (
						<Unregistered key={text.id} text={text} />
					))}
				</ul>
			</section>
		</Stack>
	);
}

function Review({ review }: { review: StopReview }) {
	const t = useWords("by-sms");
	const settle = useDo("optOut.settleReview");
	const [problem, setProblem] = useState<Problem | null>(null);
	const message = useAsk("messages.conversation", { digits: review.digits }).data?.find(
		({ id }) => id === review.messageId,
	);
	const say = async (as: "stop" | "not-a-stop") => {
		const answer = await settle.run({ messageId: review.messageId, as });
		setProblem(answer.ok ? null : answer.problem);
	};
	return (
		<li className={classes.item}>
			<div className={classes.who}>
				<Link to="/messages" search={{ tab: "inbox", with: review.digits }}>
					<PhoneText digits={review.digits} />
				</Link>
				<When at={review.openedAt} />
			</div>
			{message?.text && (
				<p className={classes.text} dir="auto">
					<UserText text={message.text} />
				</p>
			)}
			<Text size="sm">{t(review.overdue ? "reviews.overdue" : "reviews.waits", { days: review.businessDays })}</Text>
			<Trouble problem={problem} />
			<Group gap="sm">
				<Button variant="default" disabled={settle.busy} onClick={() => void say("stop")}>
					{t("reviews.stop")}
				</Button>
				<Button variant="default" disabled={settle.busy} onClick={() => void say("not-a-stop")}>
					{t("reviews.notStop")}
				</Button>
			</Group>
		</li>
	);
}

function Unregistered({ text }: { text: UnregisteredText }) {
	const t = useWords("by-sms");
	const settle = useDo("selfRegistration.settleUnregistered");
	const [problem, setProblem] = useState<Problem | null>(null);
	const isNumber = /^\d+$/.test(text.sender);
	return (
		<li className={classes.item}>
			<div className={classes.who}>
				{isNumber ? <PhoneText digits={text.sender} /> : <UserText text={text.sender} />}
				<When at={text.at} />
			</div>
			<p className={classes.text} dir="auto">
				<UserText text={text.text} />
			</p>
			<Text size="sm">{t(`unregistered.reason.${text.reason}`)}</Text>
			<Trouble problem={problem} />
			<Group gap="sm">
				{isNumber && (
					<Button
						variant="default"
						renderRoot={(props) => <Link to="/contacts/new" search={{ phone: `+${text.sender}` }} {...props} />}
					>
						{t("unregistered.register")}
					</Button>
				)}
				<Button
					variant="default"
					loading={settle.busy}
					onClick={async () => {
						const answer = await settle.run({ id: text.id });
						setProblem(answer.ok ? null : answer.problem);
					}}
				>
					{t("unregistered.settle")}
				</Button>
			</Group>
		</li>
	);
}
