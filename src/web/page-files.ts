import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

export interface PageFile {
	bytes: Buffer<ArrayBuffer>;
	type: string;
	/** Vite puts a hash of the content into these names, so they never change. */
	lasting: boolean;
}

const types: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".ico": "image/x-icon",
	".woff2": "font/woff2",
	".woff": "font/woff",
};

const plainPath = /^(\/[A-Za-z0-9_@~-][A-Za-z0-9_.@~-]*)+$/;

/**
 * Reads a file of the built screens; `/` is `index.html`. Null where there is none, where the type is not one that pages are
 * made of, and for every path that is not plain names between slashes, so that nothing outside `dir` can be named. Links that
 * lead out of `dir` give null too.
 */
export async function readPageFile(dir: string, urlPath: string): Promise<PageFile | null> {
	const path = urlPath === "/" ? "/index.html" : urlPath;
	const type = types[extname(path)];
	if (!plainPath.test(path) || !type) return null;
	try {
		const root = await realpath(dir);
		const file = await realpath(join(root, path));
		if (!file.startsWith(root + sep)) return null;
		return { bytes: await readFile(file), type, lasting: path.startsWith("/assets/") };
	} catch {
		return null;
	}
}
