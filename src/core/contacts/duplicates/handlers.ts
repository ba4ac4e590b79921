import type { HandlersOf } from "../../api/acting.ts";
import { ok } from "../../ground/index.ts";
import type { duplicatesApi } from "./api.ts";
import { listDuplicates } from "./find-duplicates.ts";
import { mergeCases, notSame } from "./merge-cases.ts";
import { listMerges } from "./merge-record.ts";
import { unmergeCases } from "./unmerge-cases.ts";

export const duplicatesHandlers: HandlersOf<typeof duplicatesApi> = {
	"duplicates.list": (acting, { limit }) => ok(listDuplicates(acting, limit)),
	"duplicates.merge": (acting, { keep, drop }) => mergeCases(acting, keep, drop),
	"duplicates.unmerge": (acting, { id }) => unmergeCases(acting, id),
	"duplicates.merges": (acting, { limit }) => ok(listMerges(acting, limit)),
	"duplicates.notSame": (acting, { id }) => notSame(acting, id),
};
