/** `npm run generate`: writes every file that is made from sources. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { generators } from "./generators";

const root = path.resolve(__dirname, "../..");
for (const script of generators) {
    const { status } = spawnSync(process.execPath, ["node_modules/.bin/ts-node", script], {
        cwd: root,
        stdio: "inherit",
    });
    if (status !== 0) process.exitCode = 1;
}
