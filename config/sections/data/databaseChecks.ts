import { hasInsights } from "../../../model/databaseEngines";
import { parseArn } from "../../../model/arn";
import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import { atMost, type Check } from "../../checks/check";

type Database = Values["databases"][string];

/** RDS restores a cluster from a snapshot of a cluster, an instance from one of an instance, each in its region. */
export const originsFit: Check = {
    keys: ["databases", "region"],
    run: ({ databases, region }) =>
        Object.entries(databases).flatMap(([name, { engine, from }]): Problem[] => {
            const given = from?.snapshot;
            const arn = given === undefined ? undefined : parseArn(given);
            if (arn === undefined) return [];
            const key = `plumbline:databases.${name}.from.snapshot`;
            const wanted = engine.startsWith("aurora-") ? "cluster-snapshot" : "snapshot";
            return [
                ...(arn.region === region
                    ? []
                    : [
                          {
                              key,
                              message: `${show(given)} is not allowed, because it is in ${arn.region}; it must be in plumbline:region, which is ${region}: copy the snapshot there first`,
                          },
                      ]),
                ...(arn.resource.startsWith(`${wanted}:`)
                    ? []
                    : [
                          {
                              key,
                              message: `${show(given)} is not allowed for ${engine}; it must be the ARN of a ${wanted}`,
                          },
                      ]),
            ];
        }),
};

/** Features of a database that require or exclude each other. */
export const databaseSettings: Check = {
    keys: ["databases"],
    run: ({ databases }) =>
        Object.entries(databases).flatMap(([name, database]) => {
            const key = `plumbline:databases.${name}`;
            return [...insights(key, database), ...("readers" in database ? aurora(key, database) : [])];
        }),
};

function insights(key: string, { engine, instanceClass, performanceInsights }: Database): Problem[] {
    return performanceInsights !== true || hasInsights(engine, instanceClass)
        ? []
        : [
              {
                  key: `${key}.performanceInsights`,
                  message: `true is not allowed for ${engine} on ${instanceClass ?? "db.serverless"}, which is too small for it; use a larger instanceClass`,
              },
          ];
}

function aurora(key: string, database: Extract<Database, { readers: number }>): Problem[] {
    const { readers, maxReaders, proxy, minCapacity, instanceClass, iamUser, dataApi } = database;
    const problems: Problem[] = [];
    if (maxReaders !== undefined && maxReaders < readers) {
        problems.push({
            key: `${key}.maxReaders`,
            message: `${maxReaders} is not allowed; it must be at least readers, which is ${readers}`,
        });
    }
    if (maxReaders !== undefined && readers === 0) {
        problems.push({
            key: `${key}.maxReaders`,
            message: `${maxReaders} is not allowed without a reader, whose load decides about more; set readers to 1 or more`,
        });
    }
    if (proxy && minCapacity === 0 && instanceClass === undefined) {
        problems.push({
            key: `${key}.minCapacity`,
            message:
                "0 is not allowed with proxy, whose connections never let the database pause; it must be at least 0.5",
        });
    }
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
    if (dataApi && instanceClass !== undefined && /^db\.t/.test(instanceClass)) {
        problems.push({
            key: `${key}.dataApi`,
            message: `true is not allowed with instanceClass ${instanceClass}; burstable classes have no Data API`,
        });
    }
    if (dataApi && iamUser !== undefined) {
        problems.push({
            key: `${key}.iamUser`,
            message: "is not allowed with dataApi, which signs in with the master password; use one of them",
        });
    }
    return problems;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html */
function growth(key: string, storageGib: number, maxStorageGib: number): Problem[] {
    const least = Math.ceil(storageGib * 1.1);
    if (maxStorageGib <= storageGib || maxStorageGib >= least) {
        return atMost(`${key}.storageGib`, storageGib, "maxStorageGib", maxStorageGib);
    }
    const message = `${maxStorageGib} is not allowed with storageGib ${storageGib}; it must be at least ${least}, a tenth more, or ${storageGib} for no growth`;
    return [{ key: `${key}.maxStorageGib`, message }];
}

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
                : [...version, ...growth(key, database.storageGib, database.maxStorageGib)];
        }),
};
