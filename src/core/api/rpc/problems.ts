/** What the line between a window and the core can answer by itself. Words: `locales/<lang>/problems.json`. */
export const rpcProblems = ["unknown-call", "bug", "cancelled", "connection-lost", "outpost-restarted"] as const;
export type RpcProblem = (typeof rpcProblems)[number];
