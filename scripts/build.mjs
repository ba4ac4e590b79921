// `npm run build`: desktop, web host, command line and screens into out/.
import { build } from "./fresh-build.mjs";

process.exitCode = (await build()) ? 0 : 1;
