/** What has to fit together across keys. Each check says which keys it looks at. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { fargateMemory } from "./fargate";
import { hostNames } from "./hosts";
import { findCircle, nodes, PLURALS } from "./order";
import { type Problem, show, suggestion } from "./problems";
import { rulePriorities } from "./priorities";
import type { Key, Values } from "./schema";
import { TIERS } from "./defaults";

/** Where the configuration comes from. */
export interface Context {
    readonly stack: string;
    readonly root: string;
}

interface Check {
    readonly keys: readonly Key[];
    readonly run: (values: Values, context: Context) => Problem[];
}

const NAMED = Object.values(PLURALS);

const tierFitsStack: Check = {
    keys: ["tier", "emulator"],
    run: ({ tier, emulator }, { stack }) => {
        const namedAfter = TIERS.find((name) => name === stack);
        const problems: Problem[] = [];
        if (namedAfter !== undefined && namedAfter !== tier) {
            problems.push({
                key: "plumbline:tier",
                message: `${show(tier)} is not allowed for a stack called "${stack}"; it must be ${namedAfter}`,
            });
        }
        if (tier === "local" && emulator === undefined) {
            problems.push({
                key: "plumbline:emulator",
                message: '"none" is not allowed with tier local; it must be an emulator on this machine',
            });
        }
        return problems;
    },
};

const usesExist: Check = {
    keys: NAMED,
    run: (values) => {
        const all = nodes(values);
        const known = all.map(({ id }) => id);
        const problems = all.flatMap(({ kind, name, uses }) =>
            uses
                .filter((id) => !known.includes(id))
                .map((id) => ({
                    key: `plumbline:${PLURALS[kind]}.${name}`,
                    message: `uses "${id}", which does not exist; there are ${listOf(known, id)}${suggestion(id, known)}`,
                })),
        );
        const circle = findCircle(all);
        if (circle) {
            const [kind = "", name = ""] = (circle[0] ?? "").split("/");
            const key = `plumbline:${PLURALS[kind as keyof typeof PLURALS]}.${name}`;
            problems.push({ key, message: `uses itself in a circle: ${circle.join(" → ")}` });
        }
        return problems;
    },
};

/** What exists of the kind that was asked for. */
function listOf(known: readonly string[], id: string): string {
    const [kind = ""] = id.split("/");
    const same = known.filter((other) => other.startsWith(`${kind}/`));
    return same.length > 0 ? same.join(", ") : `no ${PLURALS[kind as keyof typeof PLURALS]} at all`;
}

const fargateSizes: Check = {
    keys: ["services"],
    run: ({ services }) =>
        Object.entries(services).flatMap(([name, { cpu, memoryMib, minTasks, maxTasks }]) => [
            ...fargateMemory(cpu)
                .refuse(memoryMib)
                .map((allowed) => ({
                    key: `plumbline:services.${name}.memoryMib`,
                    message: `${memoryMib} is not allowed with cpu ${cpu}; it must be ${allowed}`,
                })),
            ...atMost(`plumbline:services.${name}.minTasks`, minTasks, "maxTasks", maxTasks),
        ]),
};

const databaseSizes: Check = {
    keys: ["databases"],
    run: ({ databases }) =>
        Object.entries(databases).flatMap(([name, database]) => {
            const key = `plumbline:databases.${name}`;
            const mysql = database.engine.endsWith("mysql");
            const allowed = mysql ? /^8\.\d$/ : /^1[4-9]$/;
            const version = allowed.test(database.version)
                ? []
                : [
                      {
                          key: `${key}.version`,
                          message: `${show(database.version)} is not allowed for ${database.engine}; it must be ${mysql ? '"8.0" or "8.4"' : '"14" to "19"'}`,
                      },
                  ];
            return "minCapacity" in database
                ? [
                      ...version,
                      ...atMost(
                          `${key}.minCapacity`,
                          database.minCapacity,
                          "maxCapacity",
                          database.maxCapacity,
                      ),
                  ]
                : [
                      ...version,
                      ...atMost(
                          `${key}.storageGib`,
                          database.storageGib,
                          "maxStorageGib",
                          database.maxStorageGib,
                      ),
                  ];
        }),
};

function atMost(key: string, value: number, limitName: string, limit: number): Problem[] {
    return value <= limit
        ? []
        : [{ key, message: `${value} is not allowed; it must be at most ${limitName}, which is ${limit}` }];
}

const foldersExist: Check = {
    keys: ["sites", "functions"],
    run: ({ sites, functions }, { root }) => {
        const missing = (key: string, folder: string, needed?: string): Problem[] => {
            const path = join(root, folder);
            if (!existsSync(path) || !statSync(path).isDirectory()) {
                return [
                    { key, message: `${show(folder)} is not allowed; it must be a folder below the project` },
                ];
            }
            return needed === undefined || existsSync(join(path, needed))
                ? []
                : [{ key, message: `${show(folder)} is not allowed; it must be a folder with ${needed}` }];
        };
        return [
            ...Object.entries(sites).flatMap(([name, site]) =>
                missing(`plumbline:sites.${name}.content`, site.content, "index.html"),
            ),
            ...Object.entries(functions).flatMap(([name, { code }]) =>
                missing(`plumbline:functions.${name}.code`, code),
            ),
        ];
    },
};

const egress: Check = {
    keys: ["network", "services"],
    run: ({ network, services }) => {
        const needed = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];
        const absent = needed.filter((endpoint) => !network.interfaceEndpoints.includes(endpoint));
        return network.nat === "none" && Object.keys(services).length > 0 && absent.length > 0
            ? [
                  {
                      key: "plumbline:network.nat",
                      message: `"none" is not allowed with services, which then cannot reach AWS; use single or perZone, or add ${absent.join(", ")} to interfaceEndpoints`,
                  },
              ]
            : [];
    },
};

const publicNames: Check = {
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

const distinctPriorities: Check = {
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

export const checks: readonly Check[] = [
    tierFitsStack,
    usesExist,
    fargateSizes,
    databaseSizes,
    foldersExist,
    egress,
    publicNames,
    distinctPriorities,
];
