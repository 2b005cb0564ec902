import { fargateMemory } from "../derived/fargate";
import { type Problem, show } from "../messages/problems";
import type { Check } from "./check";

export const fargateSizes: Check = {
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

export const databaseSizes: Check = {
    keys: ["databases"],
    run: ({ databases }) =>
        Object.entries(databases).flatMap(([name, database]) => {
            const key = `plumbline:databases.${name}`;
            const mysql = database.engine.endsWith("mysql");
            const allowed = mysql ? /^8\.[04]$/ : /^1[4-9]$/;
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

/** A problem if a value is above the limit that another key sets. */
export function atMost(key: string, value: number, limitName: string, limit: number): Problem[] {
    return value <= limit
        ? []
        : [{ key, message: `${value} is not allowed; it must be at most ${limitName}, which is ${limit}` }];
}
