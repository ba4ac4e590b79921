export * from "./clock.ts";
export * from "./ids.ts";
export * from "./is-alive.ts";
export * from "./log.ts";
export * from "./redact.ts";
export * from "./result.ts";
