export { selfRegistrationHandlers } from "./handlers.ts";
export { alreadyRegisteredStep, type JoinDeps, joinStep, type RegisterWorker } from "./join-step.ts";
export { selfRegistrationProblems } from "./problems.ts";
