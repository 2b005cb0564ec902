import { balanced } from "../../derived/balancers";
import { hostNames, redirectNames } from "../../derived/hosts";
import { PLURALS } from "../../order";
import { rulePriorities } from "../../derived/priorities";
import type { Problem } from "../../messages/problems";
import type { Check } from "../../checks/check";
import { parseUse } from "../../../model/uses";

export const publicNames: Check = {
    keys: ["tier", "domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values) => {
        const problems: Problem[] = [];
        const workloads = [...Object.values(values.services), ...Object.values(values.servers)];
        // A load balancer that exists has a certificate or none, which is its owner's to say.
        const isPublic = workloads.some(
            (workload) => workload.public && workload.public.loadBalancer === undefined,
        );
        if (
            values.domain === undefined &&
            isPublic &&
            (values.tier === "staging" || values.tier === "prod")
        ) {
            problems.push({
                key: "plumbline:domain",
                message: `"none" is not allowed in tier ${values.tier} with public services or servers, which need a certificate; it must name the domain`,
            });
        }
        const balancers = new Map(balanced(values).map(({ id, balancer = "" }) => [id, balancer]));
        /** Behind one load balancer they can share a host and differ in their paths. */
        const areTogether = (a: string, b: string): boolean =>
            balancers.has(a) && balancers.get(a) === balancers.get(b);
        const owners = new Map<string, string>();
        for (const [id, host] of [...Object.entries(hostNames(values)), ...redirectNames(values)]) {
            const owner = owners.get(host);
            if (owner !== undefined && !areTogether(owner, id)) {
                const { kind, name } = parseUse(id);
                problems.push({
                    key: `plumbline:${PLURALS[kind]}.${name}`,
                    message: `has the host name ${host}, which ${owner} has already; give one of them another`,
                });
            }
            owners.set(host, owner ?? id);
        }
        return problems;
    },
};

export const distinctPriorities: Check = {
    keys: ["services", "servers"],
    run: (values) => {
        const balancers = new Map(balanced(values).map(({ id, balancer = "" }) => [id, balancer]));
        const owners = new Map<string, string>();
        return Object.entries(rulePriorities(values)).flatMap(([id, priority]) => {
            const place = `${balancers.get(id)} ${priority}`;
            const owner = owners.get(place);
            owners.set(place, owner ?? id);
            const { kind, name } = parseUse(id);
            return owner === undefined
                ? []
                : [
                      {
                          key: `plumbline:${PLURALS[kind]}.${name}.public.priority`,
                          message: `${priority} is not allowed, because ${owner} has it; give one of the two another`,
                      },
                  ];
        });
    },
};

/** Of a rule, for its host and its paths: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_VALUES = 5;

/** With a domain each rule of the load balancer is for a host, which counts as one of its values. */
export const rulesFit: Check = {
    keys: ["domain", "services", "servers"],
    run: ({ domain, services, servers }) =>
        Object.entries({ services, servers }).flatMap(([plural, members]) =>
            Object.entries(members).flatMap(([name, { public: exposure }]) =>
                domain === undefined || exposure === undefined || exposure.paths.length < MOST_VALUES
                    ? []
                    : [
                          {
                              key: `plumbline:${plural}.${name}.public.paths`,
                              message: `${exposure.paths.length} paths are not allowed with plumbline:domain; they must be at most ${MOST_VALUES - 1}, because a rule of the load balancer has ${MOST_VALUES} values and the host is one`,
                          },
                      ],
            ),
        ),
};

/** `firewall: true` requires the stack's firewall. */
export const firewallExists: Check = {
    keys: ["firewall", "sites", "media", "apis", "directories"],
    run: ({ firewall, sites, media, apis, directories }) =>
        firewall.enabled
            ? []
            : Object.entries({ sites, media, apis, directories }).flatMap(([plural, members]) =>
                  Object.entries(members)
                      .filter(([, member]) => member.firewall === true)
                      .map(([name]) => ({
                          key: `plumbline:${plural}.${name}.firewall`,
                          message:
                              "true is not allowed without a firewall; set plumbline:firewall.enabled to true",
                      })),
              ),
};
