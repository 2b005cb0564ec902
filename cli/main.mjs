// Compiles TypeScript as it is loaded, with this project's settings wherever plumb is called from.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { register } from "ts-node";

register({ transpileOnly: true, project: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
createRequire(import.meta.url)("./main.ts");
