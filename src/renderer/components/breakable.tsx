import { Fragment } from "react";

/** A long code, such as a property's name, may go on in the next line after an underscore, not in the middle of a word. */
export function Breakable({ text }: { text: string }) {
	return text.split(/(?<=_)/).map((part, index) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their order
		<Fragment key={index}>
			{index > 0 && <wbr />}
			{part}
		</Fragment>
	));
}
