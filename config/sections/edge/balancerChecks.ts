import { suggestion } from "../../../model/text";
import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";
import { balanced } from "../../derived/balancers";
import { keyPath, type Problem, show } from "../../messages/problems";
import { PLURALS } from "../../order";

/** A load balancer that exists serves others as well, in its own VPC: a rule there takes requests from nobody. */
export const sharedBalancers: Check = {
    keys: ["services", "servers", "existing", "domain"],
    run: (values) => {
        const { existing, domain } = values;
        const known = Object.keys(existing.loadBalancers);
        return balanced(values).flatMap(({ id, exposure, balancer }): Problem[] => {
            if (balancer === undefined) return [];
            const { kind, name } = parseUse(id);
            const key = (last: string) => keyPath([PLURALS[kind], name, "public", last]);
            if (!known.includes(balancer)) {
                const list = known.map((other) => `existing:loadBalancer/${other}`).join(", ");
                return [
                    {
                        key: key("loadBalancer"),
                        message: `${show(exposure.loadBalancer)} does not exist; there are ${list || "no loadBalancers in plumbline:existing"}${suggestion(balancer, known)}`,
                    },
                ];
            }
            return [
                ...(existing.network === undefined
                    ? [
                          {
                              key: key("loadBalancer"),
                              message: `${show(exposure.loadBalancer)} is not allowed in a VPC that the stack makes; the stack must stand in that of the load balancer, by plumbline:existing.network, or by plumbline:network with a name below plumbline:from`,
                          },
                      ]
                    : []),
                ...(exposure.priority === undefined
                    ? [
                          {
                              key: key("priority"),
                              message:
                                  "is missing; on a listener that others have rules on, too, it must be a number that none of them has",
                          },
                      ]
                    : []),
                ...(domain === undefined && exposure.paths.includes("/*")
                    ? [
                          {
                              key: key("paths"),
                              message:
                                  'must not have "/*" without plumbline:domain, because the rule would take the requests of all others on that listener; give paths of its own, or the domain of the host',
                          },
                      ]
                    : []),
            ];
        });
    },
};
