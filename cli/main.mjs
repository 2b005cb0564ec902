// In the repository, compiles TypeScript as it is loaded, with this project's settings wherever plumb is called from. The
// published package has been compiled.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const source = fileURLToPath(new URL("main.ts", import.meta.url));

if (existsSync(source)) {
    /** @type {import("ts-node")} */
    const { register } = require("ts-node");
    register({ transpileOnly: true, project: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
    require(source);
} else {
    require("./main.js");
}
