export const contactsProblems = [
	"case-not-found",
	"name-too-long",
	"external-id-too-long",
	"bad-property-name",
	"reserved-property-name",
	"doubtful-number",
	"case-closed",
	"nothing-to-withdraw",
	"bad-country",
] as const;
