/** Writes the URNs of every stack's resources to `tests/platform/urns/<stack>.txt`, on purpose: `npm run generate` does it. */
import { writeFileSync } from "node:fs";

import { recordStack, STACKS } from "../../support/program";
import { pinnedFile } from "./pinned";

async function pin(): Promise<void> {
    for (const stack of STACKS) {
        const { graph } = await recordStack(stack);
        writeFileSync(pinnedFile(stack), `${graph.urns().join("\n")}\n`);
        console.log(`${pinnedFile(stack)}: ${graph.urns().length} URNs`);
    }
}

void pin();
