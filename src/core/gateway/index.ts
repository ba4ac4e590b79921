export type { GatewayEvent, GatewayOptions, Gateways, Idle, NewGateway, PracticePhone } from "./gateways.ts";
export type { GatewayHooks, InboundText, OutgoingText, Priority, SendState } from "./hooks.ts";
export { measureText } from "./pdu/measure-text.ts";
export { decodePdu, encodeText, mostParts, type PduView } from "./pdu/pdu-view.ts";
export { gatewayProblems } from "./problems.ts";
