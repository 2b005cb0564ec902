import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsManagedPassword = resourceRule({
    name: "rds-managed-password",
    title: "RDS manages the administrator password",
    description: "A password in the program is also in its repository and its state.",
    severity: "high",
    catalogues: {},
    remediation: "Set manageMasterUserPassword to true, and remove the password.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    types: [CLUSTER, INSTANCE],
    check(server) {
        const path = server.type === CLUSTER ? "masterPassword" : "password";
        if (server.isSet(path)) server.fail(path, "is in the program");
    },
});
