import type { Mutation } from "../../mutations/mutation";

export const events: readonly Mutation[] = [
    {
        rule: "ecs-scheduled-no-public-ip",
        type: "aws:scheduler/schedule:Schedule",
        set: {
            "target.ecsParameters": {
                taskDefinitionArn: "arn:aws:ecs:eu-west-1:333333333333:task-definition/reports:1",
                networkConfiguration: { assignPublicIp: true, subnets: ["subnet-1"] },
            },
        },
    },
];
