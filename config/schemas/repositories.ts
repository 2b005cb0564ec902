import * as z from "zod";

import * as defaults from "../../model/defaults";
import { named, whole } from "../values";

/** Image repositories by name. */
export function repositories() {
    return named(
        z.strictObject({
            keepImages: whole(1, 1000, "images")
                .default(defaults.repository.keepImages)
                .describe("Images kept; the oldest go first."),
        }),
    );
}
