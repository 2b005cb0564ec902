import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";

export const ec2NoSshKey = resourceRule({
    name: "ec2-no-ssh-key",
    title: "Instances have no SSH key",
    description:
        "SSH keys are copied and never expire; Systems Manager sessions have an identity, a role, a log and no open port.",
    severity: "low",
    profile: "shared",
    catalogues: {},
    remediation: "Remove keyName, and use Systems Manager to sign in.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server) {
        const name = server.string("keyName", "");
        if (name !== undefined && name !== "") server.fail("keyName", "is set");
    },
});
