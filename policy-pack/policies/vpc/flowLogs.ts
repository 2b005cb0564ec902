import { stackRule } from "../../core/rule";
import { VPCS } from "../shared/networks";

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
            const logs = stack.referring("aws:ec2/flowLog:FlowLog", "vpcId", vpc);
            if (logs.length === 0) vpc.fail("id", "is the vpcId of no FlowLog");
            for (const log of logs) {
                if (log.word("trafficType", "all") === "accept") {
                    log.fail("trafficType", "leaves rejected traffic out");
                }
            }
        }
    },
});
