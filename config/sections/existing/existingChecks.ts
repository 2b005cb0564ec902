import { parseArn } from "../../../model/arn";
import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

/** What an ARN or an id tells by itself, before anything is looked up. */
export const existingIsNear: Check = {
    keys: ["existing", "region", "accountId"],
    run: ({ existing, region, accountId }) => [
        // Certificates are in two regions, and checked where they are used.
        ...texts({ ...existing, certificates: {} }, ["existing"]).flatMap(([path, text]) =>
            elsewhere(path, text, region, accountId),
        ),
        ...Object.entries(existing.directories).flatMap(([name, { userPoolId }]) => {
            const [there = ""] = userPoolId.split("_");
            const key = ["existing", "directories", name, "userPoolId"];
            return there === region ? [] : [inRegion(key, userPoolId, there, region)];
        }),
    ],
};

function elsewhere(path: readonly string[], text: string, region: string, accountId: string): Problem[] {
    const arn = parseArn(text);
    if (arn === undefined) return [];
    return [
        ...(arn.region === "" || arn.region === region ? [] : [inRegion(path, text, arn.region, region)]),
        ...(arn.accountId === "" || arn.accountId === accountId
            ? []
            : [
                  {
                      key: keyPath(path),
                      message: `${show(text)} is not allowed, because it is in account ${arn.accountId}; it must be in plumbline:accountId, which is ${accountId}`,
                  },
              ]),
    ];
}

function inRegion(path: readonly string[], text: string, there: string, here: string): Problem {
    return {
        key: keyPath(path),
        message: `${show(text)} is not allowed, because it is in ${there}; it must be in plumbline:region, which is ${here}`,
    };
}

/** Every text in there, with its path. */
function texts(value: unknown, path: readonly string[]): [path: readonly string[], text: string][] {
    if (typeof value === "string") return [[path, value]];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => texts(inner, [...path, key]));
}

/** What an entry must say, and must not say twice. */
export const existingIsWhole: Check = {
    keys: ["existing", "network", "loadBalancer", "services", "servers"],
    run: ({ existing, network, services, servers }) => [
        ...Object.entries(existing.databases).flatMap(([name, database]) => serverProblems(name, database)),
        ...(existing.network === undefined
            ? []
            : networkProblems(existing.network, network, [services, servers])),
    ],
};

function serverProblems(
    name: string,
    { cluster, instance, secret, iamUser }: Values["existing"]["databases"][string],
): Problem[] {
    const key = keyPath(["existing", "databases", name]);
    return [
        ...((cluster === undefined) === (instance === undefined)
            ? [{ key, message: `must have one of cluster and instance; it has ${cluster ? "both" : "none"}` }]
            : []),
        ...(secret !== undefined && iamUser !== undefined
            ? [{ key, message: "must have one of secret and iamUser at most; it has both" }]
            : []),
    ];
}

function networkProblems(
    { publicSubnetIds }: NonNullable<Values["existing"]["network"]>,
    own: Values["network"],
    workloads: readonly (Values["services"] | Values["servers"])[],
): Problem[] {
    const isPublic = workloads.some((entries) =>
        Object.values(entries).some(
            (entry) => entry.public !== undefined && entry.public.loadBalancer === undefined,
        ),
    );
    return [
        ...(own === undefined
            ? []
            : [
                  {
                      key: "plumbline:existing.network",
                      message:
                          "is not allowed beside plumbline:network, which makes a VPC; leave one of the two out",
                  },
              ]),
        ...(isPublic && publicSubnetIds === undefined
            ? [
                  {
                      key: "plumbline:existing.network.publicSubnetIds",
                      message:
                          "is missing; the load balancer of public services and servers stands in these subnets, of which there must be two at least",
                  },
              ]
            : []),
    ];
}
