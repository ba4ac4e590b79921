import { newId } from "../ground/index.ts";
import type { ApiAnswer } from "./case-api.ts";
import type { Shelf } from "./shelf.ts";

/** A mobile worker as the user API tells it (commcare-behaviour §7.4). */
export interface HeldUser {
	id: string;
	/** `name@project.commcarehq.org` */
	username: string;
	first_name: string;
	last_name: string;
	email: string;
	language: string;
	phone_numbers: string[];
	default_phone_number: string;
	groups: string[];
	user_data: Record<string, string>;
}

const settable = [
	"first_name",
	"last_name",
	"email",
	"language",
	"phone_numbers",
	"default_phone_number",
	"groups",
	"user_data",
] as const;

/** The mobile workers of the project, and the user API in front of them. */
export class HeldUsers {
	readonly byId: Shelf<HeldUser>;
	readonly #site: string;

	constructor(project: string, byId: Shelf<HeldUser>) {
		this.byId = byId;
		this.#site = `${project}.commcarehq.org`;
	}

	/** Somebody makes or changes a worker on HQ itself. */
	put(name: string, what: Partial<Omit<HeldUser, "username">> = {}): HeldUser {
		const username = this.#whole(name);
		const before = this.named(name);
		const user: HeldUser = {
			id: newId().replaceAll("-", ""),
			username,
			first_name: "",
			last_name: "",
			email: "",
			language: "",
			phone_numbers: [],
			default_phone_number: "",
			groups: [],
			user_data: {},
			...before,
			...what,
		};
		this.byId.set(user.id, user);
		return user;
	}

	named(name: string): HeldUser | undefined {
		const username = this.#whole(name);
		return [...this.byId.values()].find((user) => user.username === username);
	}

	/** `path`: behind `api/user/v1/`. Null where the API knows no such question. */
	answer(method: string, path: string, query: URLSearchParams, body: string): ApiAnswer | null {
		const id = path.replace(/\/$/, "");
		if (id === "" && method === "POST") return this.#create(body);
		if (id === "" && method === "GET") return { status: 200, body: pageOf([...this.byId.values()], query) };
		const user = this.byId.get(id);
		if (method === "GET") return user ? { status: 200, body: user } : { status: 404, body: "" };
		if (method === "DELETE") {
			this.byId.delete(id);
			return { status: user ? 202 : 404, body: "" };
		}
		if (method !== "PUT") return null;
		// HQ fails on an id that it does not know.
		if (!user) return { status: 500, body: "" };
		const wish = read(body);
		if (!wish) return { status: 400, body: { error: "Payload must be valid JSON" } };
		this.#set(user, wish);
		return { status: 200, body: user };
	}

	#create(body: string): ApiAnswer {
		const wish = read(body);
		const refuse = (error: string) => ({ status: 400, body: { error } });
		if (!wish) return refuse("Payload must be valid JSON");
		if (typeof wish.username !== "string" || !/^[\w.-]+$/.test(wish.username)) return refuse("username is needed");
		if (wish.require_account_confirmation !== true && typeof wish.password !== "string")
			return refuse("password is needed");
		if (this.named(wish.username)) return refuse(`Username '${wish.username}' is already taken or reserved.`);
		const user = this.put(wish.username);
		this.#set(user, wish);
		return { status: 201, body: user };
	}

	/** Lists are replaced whole; the first number is the default; a plus is put up with. */
	#set(user: HeldUser, wish: Record<string, unknown>): void {
		const taken = Object.fromEntries(settable.flatMap((name) => (name in wish ? [[name, wish[name]]] : [])));
		Object.assign(user, taken);
		user.phone_numbers = user.phone_numbers.map((digits) => digits.replace(/^\+/, ""));
		if (!("default_phone_number" in taken)) user.default_phone_number = user.phone_numbers[0] ?? "";
		this.byId.set(user.id, user);
	}

	#whole(name: string): string {
		return name.includes("@") ? name : `${name.toLowerCase()}@${this.#site}`;
	}
}

/** A page of one of HQ's older lists. */
export function pageOf(all: readonly unknown[], query: URLSearchParams): unknown {
	const limit = Number(query.get("limit") ?? 20);
	const offset = Number(query.get("offset") ?? 0);
	const more = offset + limit < all.length;
	return {
		meta: {
			limit,
			offset,
			next: more ? `?limit=${limit}&offset=${offset + limit}` : null,
			previous: null,
			total_count: all.length,
		},
		objects: all.slice(offset, offset + limit),
	};
}

function read(body: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
