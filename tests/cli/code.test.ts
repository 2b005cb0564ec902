/** Code of functions is built before anything is started. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import { minimal } from "../config/fixtures";
import { endProjects, projectWith } from "../config/packages/project";
import { plumb } from "../support/plumb";

describe("code that cannot be built", () => {
    after(endProjects);

    for (const command of ["preview", "up", "rehearse"]) {
        it(`ends ${command} with file, line and column, before anything is there`, async () => {
            const config = {
                ...minimal,
                tier: "local",
                emulator: "http://127.0.0.1:4566",
                functions: { a: "functions/a" },
            };
            const cwd = projectWith({
                "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
                "Pulumi.local.yaml": stringify({
                    config: Object.fromEntries(
                        Object.entries(config).map(([key, value]) => [`plumbline:${key}`, value]),
                    ),
                }),
                "functions/a/index.ts": "export const handler = async () => {\n    return ;;)\n};\n",
            });
            const stack = command === "rehearse" ? ["local"] : ["--stack", "local"];
            const { code, stderr } = await plumb([command, ...stack], { cwd });
            assert.match(
                stderr,
                /The configuration of stack "local" has 1 problem:\n {2}plumbline:functions\.a\.code: cannot be bundled: functions\/a\/index\.ts:2:14: Unexpected "\)"/,
            );
            assert.equal(code, 2);
            assert.ok(!existsSync(join(cwd, ".plumb", "state")));
        });
    }
});
