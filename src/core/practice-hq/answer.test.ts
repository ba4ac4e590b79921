import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";

let hq: StandIn;
beforeEach(async () => {
	hq = await startStandIn();
});
afterEach(() => hq.close());

async function ask(method: string, path: string, body?: unknown) {
	const heard = await fetch(`${hq.url}/a/${hq.project}/api/case/v2/${path}`, {
		method,
		headers: { Authorization: `ApiKey ${hq.user}:${hq.apiKey}` },
		...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
	return { status: heard.status, body: (await heard.json()) as Record<string, unknown> };
}
const amina = { case_type: "person", case_name: "Amina", owner_id: "office", properties: { village: "Kibera" } };
const refused = (error: unknown) => ({ status: 400, body: { error } });

test("one is made, read, changed by its id and by its external id; what is left out stays", async () => {
	const made = await ask("POST", "", { ...amina, external_id: "A/1" });
	expect(made).toMatchObject({ status: 200, body: { form_id: expect.any(String), case: { case_name: "Amina" } } });
	const { case_id: id } = made.body.case as { case_id: string };
	await ask("PUT", id, { properties: { age: "30" } });
	await ask("PUT", "", { external_id: "A/1", case_name: "Amina Yusuf" });
	expect(await ask("GET", id)).toMatchObject({
		body: { case_name: "Amina Yusuf", properties: { village: "Kibera", age: "30" } },
	});
	expect(await ask("PUT", "ext/A%2F1/", { close: true })).toMatchObject({
		body: { case: { case_id: id, closed: true } },
	});
	expect(await ask("PUT", "ext/B/", amina)).toMatchObject({ body: { case: { external_id: "B", closed: false } } });
	expect(await ask("GET", "ext/B/")).toMatchObject({ status: 200, body: { case_name: "Amina" } });
	expect(hq.held.cases.size).toBe(2);
});

test("what HQ does not take is refused in its words, and nothing of it is kept", async () => {
	for (const [method, path, body, error] of [
		["POST", "", { ...amina, case_id: "1" }, "You cannot specify case_id when creating a new case"],
		["POST", "", { ...amina, colour: "red" }, "'colour' is not a valid field."],
		["POST", "", { case_type: "person", case_name: "Amina" }, "Property owner_id is required."],
		[
			"POST",
			"",
			{ ...amina, properties: { age: 72 } },
			"Error with case property 'age'. Values must be strings, received '72'",
		],
		["POST", "", "no json", "Payload must be valid JSON"],
		["PUT", "", { external_id: "nobody" }, expect.stringContaining("nobody")],
		["POST", "", [{ ...amina, create: true }, { create: false }], expect.stringMatching(/^Error in row 2: /)],
		[
			"POST",
			"",
			Array.from({ length: 101 }, () => ({ ...amina, create: true })),
			"You cannot submit more than 100 updates in a single request",
		],
		[
			"POST",
			"",
			{ ...amina, indices: { parent: { case_id: "x", case_type: "house", relationship: "child" } } },
			expect.stringContaining("InvalidCaseIndex"),
		],
	] as const)
		expect(await ask(method, path, body), String(error)).toEqual(refused(error));
	expect(hq.held.cases.size).toBe(0);
	expect(await ask("DELETE", "")).toEqual({ status: 405, body: { error: "Request method not allowed" } });
	expect(await ask("GET", "nobody")).toEqual({ status: 404, body: { error: "Case 'nobody' not found" } });
});

test("several are written together, may point at one another, and are fetched in the order asked for", async () => {
	const written = await ask("POST", "", [
		{ create: true, case_type: "house", case_name: "Red gate", owner_id: "office", temporary_id: "house" },
		{
			...amina,
			create: true,
			external_id: "A",
			indices: { parent: { temporary_id: "house", case_type: "house", relationship: "child" } },
		},
	]);
	const [house, person] = written.body.cases as { case_id: string; indices: unknown }[];
	expect(person?.indices).toEqual({
		parent: { case_id: house?.case_id, case_type: "house", relationship: "child" },
	});
	expect(await ask("POST", "bulk-fetch/", { case_ids: ["gone", house?.case_id], external_ids: ["A"] })).toMatchObject({
		body: {
			cases: [{ case_id: "gone", error: "not found" }, { case_name: "Red gate" }, { case_name: "Amina" }],
			matching_records: 2,
			missing_records: 1,
		},
	});
	expect(await ask("GET", "?case_type=house&limit=1")).toMatchObject({ body: { matching_records: 1 } });
	await ask("POST", "", { ...amina, external_id: "A" });
	expect((await ask("GET", "ext/A/")).body.error).toMatch(/^Multiple cases found with external_id 'A': /);
	const names: string[] = [];
	let next: string | undefined = "?limit=1&case_type=person";
	while (next) {
		const page = (await ask("GET", next.slice(next.indexOf("?")))).body as unknown as {
			cases: { case_name: string }[];
			next?: string;
		};
		names.push(...page.cases.map((one) => one.case_name));
		next = page.next;
	}
	expect(names).toEqual(["Amina", "Amina"]);
});

test("a form may also come as a part of another message; one without that part is refused as such", async () => {
	const form = (id: string) =>
		`<data xmlns="x"><case xmlns="http://commcarehq.org/case/transaction/v2" case_id="c1" date_modified="" user_id=""><create><case_type>person</case_type><case_name>Amina</case_name><owner_id>o</owner_id></create></case><meta xmlns="http://openrosa.org/jr/xforms">${["deviceID", "timeStart", "timeEnd", "username", "userID"].map((name) => `<${name}/>`).join("")}<instanceID>${id}</instanceID></meta></data>`;
	const send = (body: string | FormData, headers: Record<string, string> = {}) =>
		fetch(`${hq.url}/a/${hq.project}/receiver/api/`, {
			method: "POST",
			headers: { Authorization: `ApiKey ${hq.user}:${hq.apiKey}`, ...headers },
			body,
		});
	const parts = new FormData();
	parts.set("xml_submission_file", new Blob([form("1")]), "form.xml");
	expect((await send(parts)).status).toBe(201);
	expect(hq.held.cases.get("c1")?.case_name).toBe("Amina");
	const none = new FormData();
	none.set("other", "1");
	expect((await send(none)).status).toBe(400);
	expect((await send("<data")).status).toBe(500);
	hq.held.refuse = () => true;
	const failed = await send(form("2"));
	expect([failed.status, await failed.text()]).toEqual([201, expect.stringContaining("submit_error")]);
	expect((await send(form("3"), { "X-OpenRosa-Version": "3.0" })).status).toBe(422);
});
