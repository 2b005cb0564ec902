/** Writes what each stack amounts to to `tests/config/effective/<stack>.yaml`, on purpose: `npm run generate` does it. */
import { writeFileSync } from "node:fs";

import { STACKS } from "../../support/program";
import { effective, pinnedFile } from "./pinned";

for (const stack of STACKS) writeFileSync(pinnedFile(stack), effective(stack));
