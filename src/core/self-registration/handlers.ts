import type { HandlersOf } from "../api/acting.ts";
import { ok } from "../ground/index.ts";
import type { selfRegistrationApi } from "./api.ts";
import { saveSettings, showSettings } from "./settings.ts";
import { listUnregistered, settleUnregistered } from "./unregistered.ts";

export const selfRegistrationHandlers: HandlersOf<typeof selfRegistrationApi> = {
	"selfRegistration.settings": (acting) => ok(showSettings(acting)),
	"selfRegistration.saveSettings": saveSettings,
	"selfRegistration.unregistered": (acting, { open, limit }) => ok(listUnregistered(acting, open, limit)),
	"selfRegistration.settleUnregistered": (acting, { id }) => settleUnregistered(acting, id),
};
