import { statSync } from "node:fs";
import { join } from "node:path";

import { isShifting } from "../../../model/deployment";
import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import { atMost, type Check } from "../../checks/check";
import { isFile } from "../../checks/paths";
import { otherMemory } from "../../../model/fargate";

/** EC2 accepts 16 KiB of user data; the platform's own part stays below 6. */
const MAX_SCRIPT_BYTES = 10 * 1024;

type Service = Values["services"][string];

/** A service needs exactly one of `image` and `build`. */
export const imageOrBuild: Check = {
    keys: ["services"],
    run: ({ services }) =>
        Object.entries(services).flatMap(([name, { image, build }]): Problem[] => {
            const key = `plumbline:services.${name}`;
            if ((image === undefined) !== (build === undefined)) return [];
            const which = image === undefined ? "neither" : "both";
            return [{ key, message: `needs image or build, and has ${which}` }];
        }),
};

/** Settings that need a load balancer, and limits of scheduled scaling. */
export const balancedServices: Check = {
    keys: ["services"],
    run: ({ services }) =>
        Object.entries(services).flatMap(([name, service]) => [
            ...withoutBalancer(`plumbline:services.${name}`, service),
            ...Object.entries(service.schedules).flatMap(([when, { minTasks, maxTasks }]) =>
                atMost(
                    `plumbline:services.${name}.schedules.${when}.minTasks`,
                    minTasks,
                    "maxTasks",
                    maxTasks,
                ),
            ),
        ]),
};

function withoutBalancer(key: string, service: Service): Problem[] {
    if (service.public) return [];
    const { strategy } = service.deployment;
    return [
        ...(isShifting(strategy)
            ? [
                  {
                      key: `${key}.deployment.strategy`,
                      message: `${show(strategy)} is not allowed without public, because it moves requests at the load balancer; it must be recreate or rolling`,
                  },
              ]
            : []),
        ...(service.requestsPerTask === undefined
            ? []
            : [
                  {
                      key: `${key}.requestsPerTask`,
                      message: `${service.requestsPerTask} is not allowed without public, because the load balancer counts the requests`,
                  },
              ]),
    ];
}

/** Ports of the collector beside a traced container, which share the task's one address: https://aws-otel.github.io/docs/setup/ecs */
const COLLECTOR_PORTS = [4317, 4318, 8888, 13133];

/** The collector beside a traced container has a name and ports of its own. */
export const collectorHasRoom: Check = {
    keys: ["services"],
    run: ({ services }) =>
        Object.entries(services).flatMap(([name, { tracing, port }]) => {
            const key = `plumbline:services.${name}`;
            if (!tracing) return [];
            return [
                ...(name === "collector"
                    ? [
                          {
                              key,
                              message:
                                  '"collector" is not allowed as the name of a service with tracing, because the container beside it has that name; give it another name',
                          },
                      ]
                    : []),
                ...(COLLECTOR_PORTS.includes(port)
                    ? [
                          {
                              key: `${key}.port`,
                              message: `${port} is not allowed with tracing, because the collector beside the container listens on ${COLLECTOR_PORTS.join(", ")}; it must be another port`,
                          },
                      ]
                    : []),
            ];
        }),
};

/** Sizes and files of servers. */
export const serverSettings: Check = {
    keys: ["servers"],
    run: ({ servers }, { root }) =>
        Object.entries(servers).flatMap(([name, { minInstances, maxInstances, script, environment }]) => [
            ...atMost(`plumbline:servers.${name}.minInstances`, minInstances, "maxInstances", maxInstances),
            ...(script === undefined ? [] : scriptProblems(`plumbline:servers.${name}.script`, script, root)),
            ...variablesFit(`plumbline:servers.${name}.environment`, environment, sizeOf(script, root)),
        ]),
};

/** Variables stand in the user data, beside the script; a script that is too long by itself is refused as such. */
function variablesFit(
    key: string,
    environment: Readonly<Record<string, string>>,
    scriptBytes: number,
): Problem[] {
    const bytes = Buffer.byteLength(
        Object.entries(environment)
            .map(([name, value]) => `${name}="${value}"\n`)
            .join(""),
    );
    return bytes === 0 || scriptBytes > MAX_SCRIPT_BYTES || bytes + scriptBytes <= MAX_SCRIPT_BYTES
        ? []
        : [
              {
                  key,
                  message: `${bytes} bytes of variables are not allowed; with the script, which has ${scriptBytes}, they must have at most ${MAX_SCRIPT_BYTES}: let the script fetch the rest from a bucket`,
              },
          ];
}

function sizeOf(script: string | undefined, root: string): number {
    return script !== undefined && isFile(root, script) ? statSync(join(root, script)).size : 0;
}

function scriptProblems(key: string, script: string, root: string): Problem[] {
    if (!isFile(root, script)) {
        return [{ key, message: `${show(script)} is not allowed; it must be a file below the project` }];
    }
    const { size } = statSync(join(root, script));
    return size <= MAX_SCRIPT_BYTES
        ? []
        : [
              {
                  key,
                  message: `${show(script)} has ${size} bytes; it must have at most ${MAX_SCRIPT_BYTES}: let it fetch the rest from a bucket`,
              },
          ];
}

export const fargateSizes: Check = {
    keys: ["services"],
    run: ({ services }) =>
        Object.entries(services).flatMap(([name, { cpu, memoryMib, minTasks, maxTasks }]) => {
            const key = `plumbline:services.${name}`;
            const allowed = otherMemory(cpu, memoryMib);
            return [
                ...(allowed === undefined
                    ? []
                    : [
                          {
                              key: `${key}.memoryMib`,
                              message: `${memoryMib} is not allowed with cpu ${cpu}; it must be ${allowed}`,
                          },
                      ]),
                ...atMost(`${key}.minTasks`, minTasks, "maxTasks", maxTasks),
            ];
        }),
};
