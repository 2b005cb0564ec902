import * as z from "zod";

import { named, whole } from "../values";

/** Image repositories by name. */
export function repositories() {
    return named(
        z.strictObject({
            keepImages: whole(1, 1000, "images").default(30).describe("Images kept; the oldest go first."),
        }),
    );
}
