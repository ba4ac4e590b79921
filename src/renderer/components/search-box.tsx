import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, memo, useRef, useState } from "react";

/**
 * The search of a list. The frame brings `/` here; Escape clears, arrow down goes to the first result. The browser alone holds what is
 * typed, so that a key draws nothing before its question is on the way.
 */
export const SearchBox = memo(function SearchBox(props: {
	label: string;
	hint: string;
	clearLabel: string;
	start?: string;
	onSearch(typed: string): void;
	onArrowDown?(): void;
}) {
	const { start = "", onSearch } = props;
	const box = useRef<HTMLInputElement>(null);
	const [isEmpty, setEmpty] = useState(start === "");
	const find = (typed: string) => {
		onSearch(typed);
		setEmpty(typed === "");
	};
	const clear = () => {
		if (box.current) box.current.value = "";
		find("");
	};
	const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
		if (event.key === "Escape" && event.currentTarget.value !== "") {
			event.preventDefault();
			clear();
		}
		if (event.key === "ArrowDown" && props.onArrowDown) {
			event.preventDefault();
			props.onArrowDown();
		}
	};
	return (
		<TextInput
			ref={box}
			type="search"
			aria-label={props.label}
			aria-keyshortcuts="/"
			placeholder={props.hint}
			defaultValue={start}
			maxLength={200}
			w={300}
			dir="auto"
			leftSection={<IconSearch size={16} aria-hidden />}
			rightSection={
				isEmpty ? (
					<Kbd size="xs" aria-hidden>
						/
					</Kbd>
				) : (
					<CloseButton size="sm" aria-label={props.clearLabel} onClick={clear} />
				)
			}
			onChange={(event) => find(event.currentTarget.value)}
			onKeyDown={onKeyDown}
		/>
	);
});
