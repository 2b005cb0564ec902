import type * as pulumi from "@pulumi/pulumi";

import { policyDocument, type Statement } from "../support/iam";

/** Who may use the endpoints of a VPC, and for whose resources. */
export interface EndpointOwner {
    readonly region: string;
    /** 12 digits. */
    readonly accountId: string;
    /** Organisation whose accounts may use each other's resources, such as `o-a1b2c3d4e5`. @default the account alone */
    readonly organizationId?: string | undefined;
}

type Condition = NonNullable<Statement["conditions"]>[string];

const READ_OBJECTS = ["s3:GetObject", "s3:GetObjectVersion"];

/**
 * Buckets of AWS that machines and services in a VPC read, mostly without a signature: layers of ECR's images, packages
 * of Amazon Linux, agents.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
 * https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
 */
const bucketsOfAws = (region: string): string[] =>
    [
        `prod-${region}-starport-layer-bucket`,
        `al2023-repos-${region}-*`,
        `amazoncloudwatch-agent-${region}`,
        "amazoncloudwatch-agent",
        `amazon-ssm-${region}`,
        `amazon-ssm-packages-${region}`,
        `aws-ssm-${region}`,
        `aws-ssm-document-attachments-${region}`,
        `patch-baseline-snapshot-${region}`,
        `${region}-birdwatcher-prod`,
    ].map((bucket) => `arn:aws:s3:::${bucket}/*`);

/** Resources of AWS, or of anybody, that principals of the account may read or call, by service. */
const OF_OTHERS: Readonly<Record<string, (region: string) => Pick<Statement, "actions" | "resources">>> = {
    // Reading somebody's image takes nothing out; only writing one would.
    ecr: () => ({
        actions: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:DescribeImages",
            "ecr:GetDownloadUrlForLayer",
        ],
        resources: ["*"],
    }),
    ssm: (region) => ({
        actions: [
            "ssm:DescribeDocument",
            "ssm:GetDocument",
            "ssm:GetParameter*",
            "ssm:SendCommand",
            "ssm:StartAutomationExecution",
            "ssm:StartSession",
        ],
        resources: [
            `arn:aws:ssm:${region}::document/AWS*`,
            `arn:aws:ssm:${region}::document/Amazon*`,
            `arn:aws:ssm:${region}::automation-definition/AWS*`,
            `arn:aws:ssm:${region}::parameter/aws/service/*`,
        ],
    }),
    lambda: (region) => ({
        actions: ["lambda:GetLayerVersion"],
        resources: [`arn:aws:lambda:${region}:*:layer:*`],
    }),
};

/** Services that take no endpoint policy: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
const WITHOUT = ["email-smtp"];

/** Services that may be called without a signature, so that there is no principal. */
const UNSIGNED = ["execute-api"];

/**
 * The policy of an endpoint: principals of this account, or of its organisation, reach resources of the same, and no
 * others. AWS's own policy lets anybody reach anything, so that a stolen or foreign key could carry data out to
 * somebody's bucket. Actions that know no resource (`ecr:GetAuthorizationToken`) have no account of one either.
 *
 * @returns undefined for a service that takes none
 */
export function endpointPolicy(service: string, owner: EndpointOwner): pulumi.Output<string> | undefined {
    if (WITHOUT.includes(service)) return undefined;
    const { region } = owner;
    const [own, ofOwn] = perimeter(owner);
    const common = { principals: "*" } as const;
    const [family = service] = service.split(".");
    const others = OF_OTHERS[family]?.(region);
    const statements: Statement[] = [
        {
            ...common,
            sid: "Own",
            actions: ["*"],
            resources: ["*"],
            conditions: {
                ...(UNSIGNED.includes(service) ? {} : { StringEquals: own }),
                StringEqualsIfExists: ofOwn,
            },
        },
        ...(others === undefined
            ? []
            : [{ ...common, sid: "OfOthers", ...others, conditions: { StringEquals: own } }]),
        ...(service === "s3"
            ? [{ ...common, sid: "OfAws", actions: READ_OBJECTS, resources: bucketsOfAws(region) }]
            : []),
    ];
    return policyDocument(statements);
}

/** Conditions on the principal and on the resource. */
function perimeter({ accountId, organizationId }: EndpointOwner): [Condition, Condition] {
    return organizationId === undefined
        ? [{ "aws:PrincipalAccount": accountId }, { "aws:ResourceAccount": accountId }]
        : [{ "aws:PrincipalOrgID": organizationId }, { "aws:ResourceOrgID": organizationId }];
}
