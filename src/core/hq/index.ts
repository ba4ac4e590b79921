export { keepCarrying, tryOnce, whereTo } from "./carry.ts";
export { hqHandlers } from "./handlers.ts";
export { hqProblems } from "./problems.ts";
export { hqStatus } from "./status.ts";
