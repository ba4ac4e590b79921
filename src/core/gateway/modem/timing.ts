/** Waits and limits of a modem, in milliseconds. The figures are those of modem §2 and §5. */
export interface Timing {
	/** For the `> ` after AT+CMGS. */
	promptMs: number;
	/** For the answer after the text was typed; then it is unknown. */
	answerMs: number;
	/** A `+CMGS` that comes this long after the text was typed still counts. */
	lateAnswerMs: number;
	commandMs: number;
	/** For lists, switching the radio on and looking for operators. */
	slowCommandMs: number;
	/** One `AT` at the start, of which there are six. */
	probeMs: number;
	/** Silence that ends a drain. */
	silenceMs: number;
	sweepEveryMs: number;
	watchEveryMs: number;
	healthEveryMs: number;
	/** Pauses before a port is opened again whose modem does not work, the last one for ever; a fifth is left to chance. */
	reopenMs: readonly number[];
	/** Between looks at all ports for a modem that is not there. */
	lookForPortMs: number;
	/** A modem that was opened in vain five times is restarted, and not again before this. */
	resetEveryMs: number;
	simBusyRetryMs: number;
	simBusyForMs: number;
	/** An operator that refuses the SIM for so long does not change its mind. */
	deniedTellMs: number;
	/** For the answer of a service code (USSD). */
	ussdMs: number;
	/** A rest that took so much longer than planned: the computer slept. */
	sleepMs: number;
	/** The whole queue rests after the network refused the SIM. */
	accountRestMs: number;
	/** Parts that are waited for before a long text goes on incomplete. */
	missingPartMs: number;
	/** A look at what other processes have written. */
	lookMs: number;
	leaseBeatMs: number;
	/** An owner that has not moved for so long is taken for dead. */
	leaseMs: number;
	/** How long `untilIdle` waits for a modem that is away. */
	absentPatienceMs: number;
	/** How long `untilIdle` waits for delivery reports after the last send. */
	reportPatienceMs: number;
	/** Multiplies the pauses of the error table. */
	retryScale: number;
}

export const fieldTiming: Timing = {
	promptMs: 5_000,
	answerMs: 120_000,
	lateAnswerMs: 300_000,
	commandMs: 5_000,
	slowCommandMs: 30_000,
	probeMs: 500,
	silenceMs: 300,
	sweepEveryMs: 60_000,
	watchEveryMs: 20_000,
	healthEveryMs: 60_000,
	reopenMs: [1_000, 2_000, 5_000, 10_000, 30_000, 60_000],
	lookForPortMs: 2_000,
	resetEveryMs: 3_600_000,
	simBusyRetryMs: 1_000,
	simBusyForMs: 30_000,
	deniedTellMs: 120_000,
	ussdMs: 30_000,
	sleepMs: 10_000,
	accountRestMs: 300_000,
	missingPartMs: 600_000,
	lookMs: 200,
	leaseBeatMs: 2_000,
	leaseMs: 10_000,
	absentPatienceMs: 20_000,
	reportPatienceMs: 1_500,
	retryScale: 1,
};
