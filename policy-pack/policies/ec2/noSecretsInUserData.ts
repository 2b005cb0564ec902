import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";
import { holdsSecret } from "../shared/secrets";

export const ec2NoSecretsInUserData = resourceRule({
    name: "ec2-no-secrets-in-user-data",
    title: "User data contains no keys",
    description:
        "Every principal with ec2:DescribeInstanceAttribute and every process on the instance can read user data.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_46"] },
    remediation: "Remove the key from userData, and read it from Secrets Manager with the instance role.",
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
