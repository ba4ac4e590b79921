import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { listen } from "./listen.ts";

const servers: Server[] = [];
const open = (port: number) => {
	const server = createServer();
	servers.push(server);
	return listen(server, port);
};
afterEach(async () => {
	for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

test("a port that was left is not given out again, and one that is taken is passed over", async () => {
	const left = await open(0);
	// The least that any of the three systems gives out by itself.
	expect(left).toBeLessThan(32_768);
	await new Promise((resolve) => servers.pop()?.close(resolve));
	await open(left + 1);
	expect(await open(0)).toBe(left + 2);
	expect(await open(left)).toBe(left);
	await expect(open(left)).rejects.toMatchObject({ code: "EADDRINUSE" });
});
