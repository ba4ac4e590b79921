import { shownNumber } from "../shown-number.ts";

/** A stored number as people read it: grouped, with a plus, always from left to right. */
export function PhoneText({ digits }: { digits: string }) {
	return (
		<bdi dir="ltr" style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
			{shownNumber(digits)}
		</bdi>
	);
}
