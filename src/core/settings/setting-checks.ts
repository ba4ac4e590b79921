import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { SettingKey } from "./setting-table.ts";

/** Null where the value can be taken. */
export type SettingCheck = (acting: Acting, value: string) => Result<never> | null;

const checks = new WeakMap<Store, Map<SettingKey, SettingCheck>>();

/** A setting that names what another room keeps is checked by that room, which this one may not call. */
export function checkSetting(store: Store, key: SettingKey, check: SettingCheck): void {
	checks.set(store, new Map(checks.get(store)).set(key, check));
}

export function whyNotSet(acting: Acting, key: SettingKey, value: string): Result<never> | null {
	return checks.get(acting.store)?.get(key)?.(acting, value) ?? null;
}
