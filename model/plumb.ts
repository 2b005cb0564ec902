import * as path from "node:path";

const installation = path.resolve(__dirname, "..");

/** How people call `plumb`: a package that is installed among others is called through npm. */
export const PLUMB = path.basename(path.dirname(installation)) === "node_modules" ? "npx plumb" : "./plumb";
