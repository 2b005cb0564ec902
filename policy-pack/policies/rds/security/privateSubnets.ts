import { stackRule } from "../../../core/rule";
import { listRefersTo, publicSubnets } from "../../shared/publicSubnets";

export const rdsPrivateSubnets = stackRule({
    name: "rds-private-subnets",
    title: "Databases and caches are in private subnets",
    description: "In a public subnet, one wrong security group exposes the data to the internet.",
    severity: "high",
    catalogues: { fsbp: ["RDS.46"] },
    remediation: "Set subnetIds to subnets whose route table has no internet gateway.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
    // A still unknown gateway of another stack.
    deferred: ["gatewayId", "routes.gatewayId"],
    check(stack) {
        const open = publicSubnets(stack);
        for (const group of stack.all(
            "aws:rds/subnetGroup:SubnetGroup",
            "aws:elasticache/subnetGroup:SubnetGroup",
            "aws:elasticache/serverlessCache:ServerlessCache",
        )) {
            if (open.some((subnet) => listRefersTo(group, "subnetIds", subnet)))
                group.fail("subnetIds", "has public subnets in it");
        }
    },
});
