/** `npm run package`: builds and packs what is published into build/. */
import { statSync } from "node:fs";
import * as path from "node:path";
import { buildPackage } from "./build";

async function main(): Promise<void> {
    const root = path.resolve(__dirname, "../..");
    const { tarball, files } = await buildPackage(root, path.join(root, "build"));
    const size = (statSync(tarball).size / 1e6).toFixed(1);
    console.log(`${path.relative(process.cwd(), tarball)}: ${files.length} files, ${size} MB`);
}

void main();
