import type { Check } from "../../checks/check";

/** What only the zone of the stack itself can have, and only on AWS. */
export const zoneSettings: Check = {
    keys: ["domain", "emulator"],
    run: ({ domain, emulator }) => [
        ...(["queryLogs", "dnssec"] as const).flatMap((key) =>
            domain?.zoneId !== undefined && domain[key]
                ? [
                      {
                          key: `plumbline:domain.${key}`,
                          message: `true is not allowed with plumbline:domain.zoneId, because it concerns all of that zone; set it where the zone is made`,
                      },
                  ]
                : [],
        ),
        ...(domain?.dnssec && emulator !== undefined
            ? [
                  {
                      key: "plumbline:domain.dnssec",
                      message: "true is not allowed on an emulator, which signs no zones; it must be false",
                  },
              ]
            : []),
    ],
};
