import "../primitives/polyfill.ts";

import { tolerateClosedPipe } from "./output.ts";
import { run } from "./program.ts";

/** The entry of `bin/portolan.js`. The status is set, not forced: what is still being written gets written. */
tolerateClosedPipe();
process.exitCode = await run(process.argv.slice(2));
