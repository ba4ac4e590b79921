import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";

/** The search of a list. The frame brings `/` here; Escape clears, arrow down goes to the first result. */
export function SearchBox(props: {
	label: string;
	hint: string;
	clearLabel: string;
	value: string;
	onChange(value: string): void;
	onArrowDown?(): void;
}) {
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Escape" && props.value !== "") {
			event.preventDefault();
			props.onChange("");
		}
		if (event.key === "ArrowDown" && props.onArrowDown) {
			event.preventDefault();
			props.onArrowDown();
		}
	};
	return (
		<TextInput
			type="search"
			aria-label={props.label}
			aria-keyshortcuts="/"
			placeholder={props.hint}
			value={props.value}
			maxLength={200}
			w={300}
			dir="auto"
			leftSection={<IconSearch size={16} aria-hidden />}
			rightSection={
				props.value === "" ? (
					<Kbd size="xs" aria-hidden>
						/
					</Kbd>
				) : (
					<CloseButton size="sm" aria-label={props.clearLabel} onClick={() => props.onChange("")} />
				)
			}
			onChange={(event) => props.onChange(event.currentTarget.value)}
			onKeyDown={onKeyDown}
		/>
	);
}
