import { createHashHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { type HqTab, hqTabs } from "./scenes/hq/hq-tabs.ts";
import { type MessageTab, messageTabs } from "./scenes/messages/message-tabs.ts";
import { type SurveyTab, surveyTabs } from "./scenes/surveys/survey-tabs.ts";
import { Frame } from "./shell/frame.tsx";
import { lazyScene } from "./shell/lazy-scene.ts";
import { SceneFailed } from "./shell/scene-failed.tsx";

const root = createRootRoute({ component: Frame, errorComponent: SceneFailed });

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const home = createRoute({
	getParentRoute: () => root,
	path: "/",
	component: lazyScene(() => import("./scenes/home/home-scene.tsx"), "HomeScene"),
});
const contacts = createRoute({
	getParentRoute: () => root,
	path: "/contacts",
	validateSearch: (search: Record<string, unknown>): { search?: string } => ({ search: text(search.search) }),
	component: lazyScene(() => import("./scenes/contacts/contacts-scene.tsx"), "ContactsScene"),
});
const register = createRoute({
	getParentRoute: () => root,
	path: "/contacts/new",
	/** What is known already, such as the number of an unknown sender. */
	validateSearch: (search: Record<string, unknown>): { phone?: string; name?: string } => ({
		phone: text(search.phone),
		name: text(search.name),
	}),
	component: lazyScene(() => import("./scenes/contacts/register-scene.tsx"), "RegisterScene"),
});
const contact = createRoute({
	getParentRoute: () => root,
	path: "/contacts/$id",
	component: lazyScene(() => import("./scenes/contacts/case-scene.tsx"), "CaseScene"),
});
const messages = createRoute({
	getParentRoute: () => root,
	path: "/messages",
	/** `with`: digits of the open conversation; `state`: filter of the log. */
	validateSearch: (search: Record<string, unknown>): { tab?: MessageTab; with?: string; state?: string } => ({
		tab: messageTabs.find((tab) => tab === search.tab),
		// A search value of digits only is read as a number.
		with: typeof search.with === "number" ? String(search.with) : text(search.with),
		state: text(search.state),
	}),
	component: lazyScene(() => import("./scenes/messages/messages-scene.tsx"), "MessagesScene"),
});
const duplicates = createRoute({
	getParentRoute: () => root,
	path: "/contacts-duplicates",
	component: lazyScene(() => import("./scenes/contacts/duplicates-scene.tsx"), "DuplicatesScene"),
});
const workers = createRoute({
	getParentRoute: () => root,
	path: "/workers",
	component: lazyScene(() => import("./scenes/workers/workers-scene.tsx"), "WorkersScene"),
});
const newWorker = createRoute({
	getParentRoute: () => root,
	// Beside the list, since a worker may have any name.
	path: "/workers-new",
	component: lazyScene(() => import("./scenes/workers/new-worker-scene.tsx"), "NewWorkerScene"),
});
const worker = createRoute({
	getParentRoute: () => root,
	path: "/workers/$username",
	component: lazyScene(() => import("./scenes/workers/worker-scene.tsx"), "WorkerScene"),
});
const imports = createRoute({
	getParentRoute: () => root,
	path: "/imports",
	component: lazyScene(() => import("./scenes/imports/imports-scene.tsx"), "ImportsScene"),
});
const newImport = createRoute({
	getParentRoute: () => root,
	path: "/imports/new",
	component: lazyScene(() => import("./scenes/imports/new-import-scene.tsx"), "NewImportScene"),
});
const oneImport = createRoute({
	getParentRoute: () => root,
	path: "/imports/$id",
	component: lazyScene(() => import("./scenes/imports/import-scene.tsx"), "ImportScene"),
});
const surveys = createRoute({
	getParentRoute: () => root,
	path: "/surveys",
	component: lazyScene(() => import("./scenes/surveys/surveys-scene.tsx"), "SurveysScene"),
});
const newSurvey = createRoute({
	getParentRoute: () => root,
	path: "/surveys/new",
	component: lazyScene(() => import("./scenes/surveys/edit-survey-scene.tsx"), "NewSurveyScene"),
});
const survey = createRoute({
	getParentRoute: () => root,
	path: "/surveys/$id",
	validateSearch: (search: Record<string, unknown>): { tab?: SurveyTab } => ({
		tab: surveyTabs.find((tab) => tab === search.tab),
	}),
	component: lazyScene(() => import("./scenes/surveys/survey-scene.tsx"), "SurveyScene"),
});
const editSurvey = createRoute({
	getParentRoute: () => root,
	path: "/surveys/$id/edit",
	component: lazyScene(() => import("./scenes/surveys/edit-survey-scene.tsx"), "EditSurveyScene"),
});
const gateways = createRoute({
	getParentRoute: () => root,
	path: "/gateways",
	/** Adding a modem, or which numbers go where: beside the list, since a gateway may have any name. */
	validateSearch: (search: Record<string, unknown>): { show?: "add" | "choice" } => ({
		show: search.show === "add" || search.show === "choice" ? search.show : undefined,
	}),
	component: lazyScene(() => import("./scenes/gateways/gateways-scene.tsx"), "GatewaysScene"),
});
const gateway = createRoute({
	getParentRoute: () => root,
	path: "/gateways/$name",
	component: lazyScene(() => import("./scenes/gateways/gateway-scene.tsx"), "GatewayScene"),
});
const hq = createRoute({
	getParentRoute: () => root,
	path: "/hq",
	validateSearch: (search: Record<string, unknown>): { tab?: HqTab } => ({
		tab: hqTabs.find((tab) => tab === search.tab),
	}),
	component: lazyScene(() => import("./scenes/hq/hq-scene.tsx"), "HqScene"),
});
const settings = createRoute({
	getParentRoute: () => root,
	path: "/settings",
	validateSearch: (search: Record<string, unknown>): { tab?: string } => ({ tab: text(search.tab) }),
	component: lazyScene(() => import("./scenes/settings/settings-scene.tsx"), "SettingsScene"),
});
const audit = createRoute({
	getParentRoute: () => root,
	path: "/audit",
	component: lazyScene(() => import("./scenes/audit/audit-scene.tsx"), "AuditScene"),
});
const help = createRoute({
	getParentRoute: () => root,
	path: "/help/$page",
	component: lazyScene(() => import("./scenes/help/help-scene.tsx"), "HelpScene"),
});

export function makeRouter() {
	return createRouter({
		routeTree: root.addChildren([
			home,
			contacts,
			register,
			contact,
			messages,
			duplicates,
			workers,
			newWorker,
			worker,
			imports,
			newImport,
			oneImport,
			surveys,
			newSurvey,
			survey,
			editSurvey,
			gateways,
			gateway,
			hq,
			settings,
			audit,
			help,
		]),
		history: createHashHistory(),
		defaultPreload: "intent",
		defaultErrorComponent: SceneFailed,
	});
}

declare module "@tanstack/react-router" {
	interface Register {
		router: ReturnType<typeof makeRouter>;
	}
}
