export const phoneNumberProblems = [
	"no-number",
	"not-a-number",
	"two-numbers",
	"digits-lost",
	"has-extension",
	"no-country",
	"unknown-country-code",
	"too-short",
	"too-long",
	"doubtful-number",
	"too-soon",
	"too-many",
] as const;
