import type { Check } from "./check";

/** Asking for a firewall that the stack does not have. */
export const firewallExists: Check = {
    keys: ["firewall", "sites", "apis", "directories"],
    run: ({ firewall, sites, apis, directories }) =>
        firewall.enabled
            ? []
            : Object.entries({ sites, apis, directories }).flatMap(([plural, members]) =>
                  Object.entries(members)
                      .filter(([, member]) => member.firewall === true)
                      .map(([name]) => ({
                          key: `plumbline:${plural}.${name}.firewall`,
                          message:
                              "true is not allowed without a firewall; set plumbline:firewall.enabled to true",
                      })),
              ),
};
