export const settingsProblems = [
	"unknown-setting",
	"bad-setting",
	"self-registration-incomplete",
	"project-exists",
	"bad-project-name",
	"reserved-project-name",
	"bad-country",
	"bad-time-zone",
] as const;
