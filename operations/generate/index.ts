/** `npm run generate`: writes every file that is made from sources; with `--check` it says which are not current. */
import { createRequire } from "node:module";
import * as path from "node:path";

import { generators } from "./generators";

const load = createRequire(path.resolve(__dirname, "../../package.json"));
// In one process: what one has loaded of compiler, formatter and schema serves the others.
for (const script of generators) load(`./${script}`);
