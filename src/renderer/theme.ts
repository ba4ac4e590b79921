import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { fieldOrder } from "./components/field-order.ts";

const slate: MantineColorsTuple = [
	"#f7f9fa",
	"#edf1f3",
	"#dde4e8",
	"#c4ced5",
	"#a3b1bb",
	"#82929e",
	"#647583",
	"#4c5b68",
	"#374450",
	"#242e37",
];
const ink: MantineColorsTuple = [
	"#d5dde2",
	"#b7c3cb",
	"#9aa9b3",
	"#71828e",
	"#4a5863",
	"#37434d",
	"#29333b",
	"#1d252b",
	"#151b20",
	"#0f1418",
];
const teal: MantineColorsTuple = [
	"#e6f6f5",
	"#cbe9e7",
	"#9bd5d1",
	"#66bfb9",
	"#3aa8a1",
	"#1d918a",
	"#0f7d77",
	"#0a6a65",
	"#075853",
	"#044440",
];
/** Mantine's own but for the two that buttons are filled with, on which white was at 3.8:1. */
const red: MantineColorsTuple = [
	"#fff5f5",
	"#ffe3e3",
	"#ffc9c9",
	"#ffa8a8",
	"#ff8787",
	"#ff6b6b",
	"#d92f2f",
	"#c92a2a",
	"#b02525",
	"#951f1f",
];

/** Slate greys, one deep teal; green, amber and red are kept for states. Contrast of every pair below is 4.5:1 or more. */
export const theme = createTheme({
	fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif',
	fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
	spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
	headings: {
		fontWeight: "600",
		sizes: {
			h1: { fontSize: "20px", lineHeight: "28px" },
			h2: { fontSize: "16px", lineHeight: "24px" },
			h3: { fontSize: "14px", lineHeight: "20px" },
		},
	},
	colors: { gray: slate, dark: ink, teal, red },
	primaryColor: "teal",
	primaryShade: { light: 7, dark: 6 },
	defaultRadius: 4,
	cursorType: "pointer",
	respectReducedMotion: true,
	focusRing: "auto",
	components: {
		Button: {
			defaultProps: { size: "sm", loaderProps: { type: "dots" } },
			// Words that don't fit beside each other go on a second line: other languages are longer, and zoomed windows narrow.
			styles: {
				root: { display: "inline-flex", alignItems: "center", height: "auto", minHeight: "var(--button-height)" },
				inner: { width: "100%", height: "auto" },
				label: {
					height: "auto",
					overflow: "visible",
					textBoxTrim: "none",
					paddingBlock: 2,
					lineHeight: "18px",
					whiteSpace: "normal",
				},
			},
		},
		Modal: {
			defaultProps: { transitionProps: { duration: 120, transition: "fade" }, centered: true },
			styles: { title: { fontSize: 16, fontWeight: 600 } },
		},
		Drawer: {
			defaultProps: { transitionProps: { duration: 120, transition: "fade" } },
			styles: { title: { fontSize: 16, fontWeight: 600 } },
		},
		Tooltip: {
			defaultProps: {
				transitionProps: { duration: 120, transition: "fade" },
				events: { hover: true, focus: true, touch: true },
				openDelay: 300,
			},
		},
		// The placeholder that would take the first focus is no menu item, which screen readers stumble over.
		Menu: {
			defaultProps: { transitionProps: { duration: 120, transition: "fade" }, withInitialFocusPlaceholder: false },
		},
		InputWrapper: { defaultProps: { inputWrapperOrder: fieldOrder } },
		// A list opens when asked to: a field that gets the focus with an error would hide the error under its list.
		Select: {
			defaultProps: { openOnFocus: false, comboboxProps: { transitionProps: { duration: 120, transition: "fade" } } },
		},
		MultiSelect: { defaultProps: { openOnFocus: false } },
	},
});

/** Mantine's own dimmed, placeholder and error colours are too pale to be read in daylight. */
export const themeVariables: CSSVariablesResolver = () => ({
	variables: {},
	light: {
		"--mantine-color-text": "#1b242b",
		"--mantine-color-body": "#ffffff",
		"--mantine-color-dimmed": "#53626e",
		"--mantine-color-placeholder": "#5d6c78",
		"--mantine-color-error": "#b3261e",
		"--mantine-color-anchor": "#0a6a65",
		"--mantine-color-default-border": "#82929e",
		"--mantine-color-disabled-color": "#53626e",
		"--outpost-rail": "#f1f4f6",
		"--outpost-line": "#d3dbe0",
		"--outpost-good": "#1d6b35",
		"--outpost-wait": "#8a4b00",
		"--outpost-bad": "#b3261e",
		"--outpost-bar-quiet": "#82929e",
		"--outpost-bar-mid": "#2f9c95",
		"--outpost-bar-full": "#075853",
		"--outpost-bar-bad": "#b3261e",
		"--outpost-practice": "#ffdf9e",
		"--outpost-practice-ink": "#4a2c00",
	},
	dark: {
		"--mantine-color-text": "#e3e9ed",
		"--mantine-color-body": "#151b20",
		"--mantine-color-dimmed": "#a9b7c0",
		"--mantine-color-placeholder": "#9aa9b3",
		"--mantine-color-error": "#ff9a90",
		"--mantine-color-anchor": "#66bfb9",
		"--mantine-color-default-border": "#71828e",
		"--mantine-color-disabled-color": "#a9b7c0",
		"--outpost-rail": "#1d252b",
		"--outpost-line": "#37434d",
		"--outpost-good": "#7fd497",
		"--outpost-wait": "#f2b95c",
		"--outpost-bad": "#ff9a90",
		"--outpost-bar-quiet": "#647583",
		"--outpost-bar-mid": "#3aa8a1",
		"--outpost-bar-full": "#d5f5f2",
		"--outpost-bar-bad": "#ff7a6d",
		"--outpost-practice": "#5c3c00",
		"--outpost-practice-ink": "#ffe3ad",
	},
});
