export { type ConnectOptions, type Core, type CoreState, connectCore } from "./client.ts";
export { desktopDoorName, portName } from "./door-names.ts";
export { type AnyPort, type Line, portLine } from "./line.ts";
export { type DesktopDoor, openCore } from "./open-core.ts";
export { type RpcProblem, rpcProblems } from "./problems.ts";
