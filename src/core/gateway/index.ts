export type { GatewayEvent, GatewayOptions, Gateways, Idle, NewGateway, PracticePhone } from "./gateways.ts";
export { gatewayHandlers } from "./handlers.ts";
export type { GatewayHooks, InboundText, OutgoingText, Priority, SendState } from "./hooks.ts";
export { openGateways } from "./open-gateways.ts";
export { measureText } from "./pdu/measure-text.ts";
export { decodePdu, encodeText, mostParts, type PduView } from "./pdu/pdu-view.ts";
export { gatewayProblems } from "./problems.ts";
