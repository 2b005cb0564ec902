import * as path from "node:path";

import { readWaivers, type Waiver } from "../../../policy-pack/core/waivers";
import { ROOT } from "../../support/program";

/** The waivers of this project. */
export function ourWaivers(): Waiver[] {
    return readWaivers(path.join(ROOT, "waivers.yaml"));
}
