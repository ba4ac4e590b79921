import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useWords } from "../words.ts";

/** A PIN or passphrase. Paste and password managers are welcome; it can be shown to check what was typed. */
export function PinField(props: PasswordInputProps) {
	const t = useWords("staff");
	return (
		<PasswordInput
			spellCheck={false}
			autoCapitalize="off"
			maxLength={200}
			visibilityToggleButtonProps={{ "aria-label": t("pin.show"), tabIndex: 0 }}
			{...props}
		/>
	);
}
