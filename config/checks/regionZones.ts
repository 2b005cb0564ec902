import { keyPath, show } from "../messages/problems";
import { zonesOf } from "../syntax/regions";
import type { Check } from "./check";

/** Most regions have three zones. */
export const zonesExist: Check = {
    keys: ["region", "network"],
    run: ({ region, network }) => {
        const known = zonesOf(region);
        return (network?.zones ?? []).flatMap((zone, index) =>
            known.includes(zone)
                ? []
                : [
                      {
                          key: keyPath(["network", "zones", index]),
                          message: `${show(zone)} is not allowed, because ${region} has no such zone; it must be one of ${known.join(", ")}`,
                      },
                  ],
        );
    },
};
