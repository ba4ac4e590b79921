/** The texts that Outpost sends by itself, by the key the core knows them by. */
export const textNames = [
	"optedOut",
	"optedIn",
	"welcomeCase",
	"welcomeWorker",
	"alreadyRegistered",
	"usernameTooLong",
	"usernameReserved",
	"usernameBad",
	"usernameTaken",
	"usernameUsedBefore",
	"numberInUse",
	"verify",
	"verifyReplyTo",
	"verified",
	"defaultAnswer",
] as const;
