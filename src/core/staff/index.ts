export { FrontDesk, type Seated } from "./front-desk.ts";
export { staffHandlers } from "./handlers.ts";
export { readKeyFile } from "./key-file.ts";
export { databaseName, type Office } from "./office.ts";
export { staffProblems } from "./problems.ts";
export { enterPractice, setUpOffice } from "./set-up.ts";
export { recover, signIn } from "./sign-in.ts";
export { type KeyKeeper, makeUnattended } from "./unattended.ts";
