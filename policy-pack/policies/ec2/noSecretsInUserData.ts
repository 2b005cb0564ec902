import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";
import { holdsSecret } from "../shared/secrets";

export const ec2NoSecretsInUserData = resourceRule({
    name: "ec2-no-secrets-in-user-data",
    title: "No keys in what instances start with",
    description:
        "Whoever may describe an instance reads its user data, and so does everything that runs on it.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_46"] },
    remediation:
        "Take the key out of userData, and read it from Secrets Manager with the role of the instance.",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    deferred: ["userData", "userDataBase64"],
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server) {
        for (const path of ["userData", "userDataBase64"]) {
            const text = server.string(path, "") ?? "";
            const decoded = Buffer.from(text, "base64").toString("utf8");
            if (holdsSecret(text) || holdsSecret(decoded)) server.fail(path, "holds a key");
        }
    },
});
