import { resourceRule } from "../../core/rule";

export const lambdaZones = resourceRule({
    name: "lambda-zones",
    title: "Functions in a VPC span several zones",
    description: "With subnets of one zone, the function stops when the zone fails.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["Lambda.5"] },
    remediation: "Set vpcConfig.subnetIds to subnets of at least two zones.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5",
    settings: {
        minSubnets: { type: "number", minimum: 1, default: 2, description: "Minimum number of subnets." },
    },
    // How many there are is known before their ids are.
    deferred: ["vpcConfig.subnetIds"],
    types: ["aws:lambda/function:Function"],
    check(code, settings) {
        if (!code.isSet("vpcConfig.subnetIds") || code.isUnknown("vpcConfig.subnetIds")) {
            code.strings("vpcConfig.subnetIds");
            return;
        }
        const last = `vpcConfig.subnetIds.${settings.number("minSubnets") - 1}`;
        if (!code.isSet(last)) code.fail("vpcConfig.subnetIds", "has too few subnets");
    },
});
