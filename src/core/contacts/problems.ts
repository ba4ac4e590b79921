export const contactsProblems = [
	"case-not-found",
	"name-too-long",
	"external-id-too-long",
	"bad-property-name",
	"reserved-property-name",
	"doubtful-number",
	"case-closed",
	"changed-meanwhile",
	"nothing-to-withdraw",
	"bad-country",
] as const;
