import { Button, Radio, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconLock, IconPlugOff, IconQuestionMark } from "@tabler/icons-react";
import type { DetectedModem } from "../../../../core/api/index.ts";
import { isolated } from "../../../components/isolated.ts";
import { PhoneText } from "../../../components/phone-text.tsx";
import { StateChip, type Tone } from "../../../components/state-chip.tsx";
import { useWords } from "../../../words.ts";
import { modemName } from "../modem-name.ts";
import { useReasonWords } from "../reason-words.ts";
import classes from "./add.module.css";

const sims: Record<DetectedModem["sim"], { shape: typeof IconLock; tone: Tone; problem: string | null }> = {
	ready: { shape: IconCircleCheck, tone: "good", problem: null },
	pin: { shape: IconLock, tone: "wait", problem: null },
	puk: { shape: IconAlertTriangle, tone: "bad", problem: "sim-puk-needed" },
	missing: { shape: IconPlugOff, tone: "bad", problem: "sim-missing" },
	unknown: { shape: IconQuestionMark, tone: "wait", problem: null },
};

/** Why a modem can't be added as it stands, as a code; null where it can. */
function hindrance(one: DetectedModem): string | null {
	// Before its PIN a SIM lets nobody see whether the modem can text.
	const isTold = one.canText || one.sim === "pin";
	return one.problem ?? sims[one.sim].problem ?? (isTold ? null : "modem-not-for-texts");
}

export function isUsable(one: DetectedModem): boolean {
	return hindrance(one) === null && one.gateway === null;
}

/** One stick can show several ports that answer as the same modem. */
function isOneOfSeveral(one: DetectedModem, usable: DetectedModem[]): boolean {
	return one.imei !== null && usable.filter(({ imei }) => imei === one.imei).length > 1;
}

export function nameOf(one: DetectedModem): string | null {
	return modemName(one.manufacturer, one.model);
}

/** What was found: those that can be taken to choose from, and each of the others with its reason and way out. */
export function FoundModems(props: {
	found: DetectedModem[];
	chosen: string;
	error: string | undefined;
	onChoose(one: DetectedModem): void;
	/** Touches a port that was left alone, since somebody says so. */
	onLook(port: string): void;
}) {
	const t = useWords("gateway");
	const usable = props.found.filter(isUsable);
	const others = props.found.filter((one) => !isUsable(one));
	return (
		<>
			{usable.length > 0 && (
				<Radio.Group
					label={t("find.choose")}
					error={props.error}
					value={props.chosen}
					onChange={(port) => {
						const one = usable.find((each) => each.port === port);
						if (one) props.onChoose(one);
					}}
				>
					<Stack mt="xs" gap="sm">
						{usable.map((one) => (
							<div key={one.port} className={classes.port}>
								<Radio
									value={one.port}
									label={<bdi>{nameOf(one) ?? t("find.unnamed")}</bdi>}
									description={<Facts one={one} isRecommended={one.recommended && isOneOfSeveral(one, usable)} />}
									classNames={{ label: classes.portName }}
								/>
							</div>
						))}
					</Stack>
				</Radio.Group>
			)}
			{others.length > 0 && (
				<section aria-label={t("find.unusable")}>
					<Text fw={600}>{t("find.unusable")}</Text>
					<ul className={classes.ports}>
						{others.map((one) => (
							<Unusable key={one.port} one={one} onLook={props.onLook} />
						))}
					</ul>
				</section>
			)}
		</>
	);
}

function Facts({ one, isRecommended }: { one: DetectedModem; isRecommended: boolean }) {
	const t = useWords("gateway");
	const { shape, tone } = sims[one.sim];
	return (
		<>
			<span className={classes.portFacts}>
				<span>{t("find.on", { port: isolated(one.port) })}</span>
				{one.imei && <span>{t("find.imei", { imei: isolated(one.imei) })}</span>}
				{one.ownNumber && <PhoneText digits={one.ownNumber} />}
				<StateChip shape={shape} tone={tone} word={t(`find.sim.${one.sim}`)} />
			</span>
			{isRecommended && <span>{t("find.recommended")}</span>}
		</>
	);
}

function Unusable({ one, onLook }: { one: DetectedModem; onLook(port: string): void }) {
	const t = useWords("gateway");
	const reason = useReasonWords();
	const code = hindrance(one);
	return (
		<li className={classes.port}>
			<IconAlertTriangle size={16} aria-hidden color="var(--outpost-wait)" />
			<div>
				<Text>
					<bdi className={classes.portName}>{nameOf(one) ?? one.port}</bdi>
				</Text>
				<Text size="sm">
					{one.gateway !== null ? t("find.taken", { name: isolated(one.gateway) }) : code && reason(code, one.details)}
				</Text>
				{(one.imei || nameOf(one)) && (
					<span className={classes.portFacts}>
						<span>{t("find.on", { port: isolated(one.port) })}</span>
						{one.imei && <span>{t("find.imei", { imei: isolated(one.imei) })}</span>}
					</span>
				)}
				{code === "port-unknown-maker" && (
					<Button variant="default" size="compact-sm" mt={4} onClick={() => onLook(one.port)}>
						{t("find.tryIt")}
					</Button>
				)}
			</div>
		</li>
	);
}
