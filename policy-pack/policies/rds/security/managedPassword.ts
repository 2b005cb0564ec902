import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsManagedPassword = resourceRule({
    name: "rds-managed-password",
    title: "RDS makes and rotates the password of the administrator",
    description:
        "A password in the program is in its repository, in its state, and known to whoever has read either.",
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
