import { innermostType, logicalNames } from "../derived/resourceNames";
import { keyPath, type Problem, show } from "../messages/problems";
import type { Check } from "./check";

/** Beginnings of names that AWS keeps for itself, by type. Pulumi puts a hyphen and random digits behind each name. */
const RESERVED: readonly {
    readonly type: string;
    readonly beginnings: readonly string[];
    readonly what: string;
}[] = [
    {
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        type: "aws:ec2/securityGroup:SecurityGroup",
        beginnings: ["sg-"],
        what: "a security group",
    },
    {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        type: "aws:s3/bucket:Bucket",
        beginnings: ["xn--", "sthree-", "amzn-s3-demo-"],
        what: "a bucket",
    },
    {
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
        type: "aws:lb/loadBalancer:LoadBalancer",
        beginnings: ["internal-"],
        what: "a load balancer",
    },
];

/** Names that AWS refuses whatever stands behind them. */
export const namesAreFree: Check = {
    // It looks at whatever is valid.
    keys: [],
    run: (values, context) => {
        const problems = new Map<string, Problem>();
        for (const { scope, name, path } of logicalNames(values, context)) {
            if (path === undefined) continue;
            for (const { type, beginnings, what } of RESERVED) {
                if (innermostType(scope) !== type) continue;
                const beginning = beginnings.find((one) => `${name}-`.startsWith(one));
                if (beginning === undefined) continue;
                problems.set(`${keyPath(path)} ${what}`, {
                    key: keyPath(path),
                    message: `${show(name)} is not allowed as the name of ${what}, which AWS refuses if it begins with ${beginning}; give it another name`,
                });
            }
        }
        return [...problems.values()];
    },
};
