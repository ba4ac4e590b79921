const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
	// better-sqlite3 13 ends an older Node with a segmentation fault and no word why.
	throw new Error(`Tests need Node 22 or newer, this is ${process.versions.node}. Run them as \`npm run unit\`.`);
}
