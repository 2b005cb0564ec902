import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE, isReplica } from "../databases";

export const rdsFinalSnapshot = resourceRule({
    name: "rds-final-snapshot",
    title: "Databases take a final snapshot on deletion",
    description: "Deleting the database deletes its automated backups; the final snapshot remains.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Set skipFinalSnapshot to false, with a finalSnapshotIdentifier.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    types: [CLUSTER, INSTANCE],
    check(server) {
        if (isReplica(server)) return;
        if (server.boolean("skipFinalSnapshot", false) === true) server.fail("skipFinalSnapshot", "is true");
    },
});
