import * as assert from "node:assert/strict";
import { python } from "./support";

interface Patterns {
    readonly count: number;
    readonly broken: readonly object[];
    readonly wrong: readonly object[];
}

/** Services that the components use, by botocore's names. */
const services =
    `accessanalyzer acm apigatewayv2 application-autoscaling autoscaling backup budgets ce chatbot cloudfront
    cloudtrail cloudwatch codebuild codedeploy codepipeline cognito-idp config dynamodb ec2 ecr ecs elasticache elbv2
    events guardduty iam kms lambda logs rds route53 s3 s3control scheduler secretsmanager securityhub servicediscovery
    sns sqs ssm sts synthetics wafv2 xray`.split(/\s+/);

describe("the patterns of AWS's models", function () {
    this.timeout(120_000);

    it("can all be held against a value, and mean in Python what they mean to AWS", async () => {
        const { count, broken, wrong } = await python<Patterns>(["tests/emulator/patterns.py", ...services]);
        assert.ok(count > 900, `only ${count} patterns`);
        assert.deepEqual({ broken, wrong }, { broken: [], wrong: [] });
    });
});
