export const selfRegistrationProblems = ["unregistered-not-found"] as const;
