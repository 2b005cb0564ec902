import { resourceRule, type Subject } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

/**
 * Whether AWS copies the group of the source, which it does within a region; in another one, where the source can
 * only be named by its ARN, it gets the default group.
 *
 * @returns undefined if that can't be judged now
 */
function isCopyInRegion(server: Subject): boolean | undefined {
    const source = server.string("replicateSourceDb", "");
    return source === undefined ? undefined : source !== "" && !source.startsWith("arn:");
}

export const rdsParameterGroup = resourceRule({
    name: "rds-parameter-group",
    title: "Databases have a custom parameter group",
    description: "The default group is immutable: it can require neither TLS nor logs.",
    severity: "medium",
    catalogues: {},
    remediation: "Set parameterGroupName (dbClusterParameterGroupName of a cluster) to a group of the stack.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
    // Names that Pulumi chooses are known later.
    deferred: ["parameterGroupName", "dbClusterParameterGroupName", "replicateSourceDb"],
    types: [CLUSTER, INSTANCE],
    check(server) {
        const path = server.type === CLUSTER ? "dbClusterParameterGroupName" : "parameterGroupName";
        const name = server.word(path, "");
        if (name === "" && isCopyInRegion(server) !== false) return;
        if (name === "") server.fail(path, "is not set");
        else if (name?.startsWith("default.")) server.fail(path, "is a default group");
    },
});
