import { stackRule } from "../../core/rule";
import { VPCS } from "../shared/networks";

const LOG = "aws:ec2/flowLog:FlowLog";

export const vpcFlowLogs = stackRule({
    name: "vpc-flow-logs",
    title: "VPCs have flow logs",
    description: "Flow logs record network connections for incident analysis.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["EC2.6"], checkov: ["CKV2_AWS_11"], cdkNag: ["AwsSolutions-VPC7"] },
    remediation: "Add a FlowLog with the VPC's id and trafficType REJECT or ALL.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
    check(stack) {
        for (const vpc of stack.all(...VPCS)) {
            const logs = stack.referring(LOG, "vpcId", vpc);
            if (logs.length === 0) vpc.fail("id", "is the vpcId of no FlowLog");
        }
        // Also of VPCs of other programs, and of single subnets and interfaces.
        for (const log of stack.all(LOG)) {
            if (log.word("trafficType", "all") === "accept")
                log.fail("trafficType", "leaves rejected traffic out");
        }
    },
});
