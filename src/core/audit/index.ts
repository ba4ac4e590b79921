export { type AuditAction, auditActions } from "./actions.ts";
export { type ChangeLine, changesSince, countTouchedSince, lastChangeAt, lastSeq } from "./changes-since.ts";
export { auditHandlers, newestAuditAt, verifyAudit } from "./read-audit.ts";
export { type AuditEntry, recordAudit } from "./record-audit.ts";
