import { UnstyledButton } from "@mantine/core";
import { IconSchool } from "@tabler/icons-react";
import { keepHalfTyped } from "../components/half-typed.ts";
import { useAsk, useDo } from "../core-client.tsx";
import { showStatus } from "../office.tsx";
import { useWords } from "../words.ts";
import classes from "./stripes.module.css";

/** Says on every scene of the practice office that nothing here is real, and leads out. */
export function PracticeStripe() {
	const t = useWords("shell");
	const leave = useDo("office.leavePractice");
	const go = async () => {
		await keepHalfTyped();
		const answer = await leave.run({});
		if (answer.ok) showStatus(answer.value);
	};
	return (
		<aside className={`${classes.stripe} ${classes.practice}`} aria-label={t("practice.label")}>
			<IconSchool size={18} aria-hidden />
			<span>{t("practice.stripe")}</span>
			<UnstyledButton className={classes.way} onClick={() => void go()} disabled={leave.busy}>
				{t("practice.leave")}
			</UnstyledButton>
		</aside>
	);
}

/** Says in a real office that nothing leaves yet, as long as the simulated modem is its only gateway. */
export function PracticeGatewayStripe() {
	const t = useWords("shell");
	const gateways = useAsk("status.line", {}).data?.gateways ?? [];
	if (gateways.length === 0 || gateways.some((gateway) => !gateway.simulated)) return null;
	return (
		<aside className={`${classes.stripe} ${classes.practice}`} aria-label={t("practice.label")}>
			<IconSchool size={18} aria-hidden />
			<span>{t("practice.gateway")}</span>
		</aside>
	);
}
