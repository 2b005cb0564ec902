import { hostNames } from "../hosts";
import { PLURALS } from "../order";
import { rulePriorities } from "../priorities";
import type { Problem } from "../problems";
import type { Check } from "./check";

export const publicNames: Check = {
    keys: ["tier", "domain", "sites", "apis", "services"],
    run: (values) => {
        const problems: Problem[] = [];
        const isPublic = Object.values(values.services).some((service) => service.public);
        if (
            values.domain === undefined &&
            isPublic &&
            (values.tier === "staging" || values.tier === "prod")
        ) {
            problems.push({
                key: "plumbline:domain",
                message: `"none" is not allowed in tier ${values.tier} with public services, which need a certificate; it must name the domain`,
            });
        }
        const owners = new Map<string, string>();
        for (const [id, host] of Object.entries(hostNames(values))) {
            const owner = owners.get(host);
            if (owner !== undefined && !(owner.startsWith("service/") && id.startsWith("service/"))) {
                const [kind = "", name = ""] = id.split("/");
                problems.push({
                    key: `plumbline:${PLURALS[kind as keyof typeof PLURALS]}.${name}`,
                    message: `has the host name ${host}, which ${owner} has already; give one of them another`,
                });
            }
            owners.set(host, owner ?? id);
        }
        return problems;
    },
};

export const distinctPriorities: Check = {
    keys: ["services"],
    run: ({ services }) => {
        const owners = new Map<number, string>();
        return Object.entries(rulePriorities(services)).flatMap(([name, priority]) => {
            const owner = owners.get(priority);
            owners.set(priority, owner ?? name);
            return owner === undefined
                ? []
                : [
                      {
                          key: `plumbline:services.${name}.public.priority`,
                          message: `${priority} is not allowed, because services.${owner} has it; give one of them another`,
                      },
                  ];
        });
    },
};
