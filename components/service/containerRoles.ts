import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { serviceTrust, type Statement } from "../support/iam";
import { type Link, rotatingSecrets, secretStatements } from "../support/link";
import { grant } from "../support/rolePolicies";

/** Arguments of {@link createServiceRoles}. */
export interface ServiceRolesArgs {
    readonly accountId: string;
    readonly region: string;
    readonly logGroupArn: pulumi.Input<string>;
    /** Image of the tasks; `repositoryArn` if the stack builds it. */
    readonly image: {
        readonly uri: pulumi.Input<string>;
        readonly repositoryArn?: pulumi.Input<string>;
    };
    /** Whether people may open a shell in a container. */
    readonly shell: boolean;
    /** Whether a collector sends traces to X-Ray. */
    readonly tracing: boolean;
    /** ARN of the KMS key that encrypts such sessions. */
    readonly keyArn: pulumi.Input<string>;
    readonly links: Required<Link>;
    /** Permissions of the application besides those of links. */
    readonly statements: readonly Statement[];
}

/** The roles of a service's tasks; each is known once its permissions are in force, which the first task needs already. */
export interface ServiceRoles {
    /** Role with which ECS starts a task: reads image and secrets, writes the log. */
    readonly executionRoleArn: pulumi.Output<string>;
    /** Role of the application itself. */
    readonly taskRoleArn: pulumi.Output<string>;
}

/** Two roles, so that the application can neither pull images nor read secrets other than those it was given. */
export function createServiceRoles(
    name: string,
    args: ServiceRolesArgs,
    options: pulumi.CustomResourceOptions,
): ServiceRoles {
    const trust = serviceTrust("ecs-tasks.amazonaws.com", args.accountId);
    const role = (roleName: string, statements: readonly Statement[]): pulumi.Output<string> => {
        const made = new iam.Role(roleName, { assumeRolePolicy: trust }, options);
        if (statements.length === 0) return made.arn;
        return after(made.arn, grant(roleName, made, statements, options));
    };
    const executionRoleArn = role(`${name}-execution`, [
        {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${args.logGroupArn}:*`],
        },
        ...pullStatements(args.image),
        ...secretStatements(args.links.secrets, args.region),
    ]);
    const taskRoleArn = role(`${name}-task`, [
        ...args.links.statements,
        ...secretStatements(rotatingSecrets(args.links.secrets), args.region),
        ...(args.tracing ? [TRACING] : []),
        ...(args.shell ? shellStatements(args.keyArn) : []),
        ...args.statements,
    ]);
    return { executionRoleArn, taskRoleArn };
}

/**
 * Permissions of the X-Ray collector. Traces belong to no resource.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
 */
const TRACING: Statement = {
    actions: [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:GetSamplingStatisticSummaries",
    ],
    resources: ["*"],
};

const ECR_IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/;

/** Permissions to pull an image from ECR: its repository only. Images from elsewhere need none. */
function pullStatements({ uri, repositoryArn }: ServiceRolesArgs["image"]): Statement[] {
    const arn = repositoryArn ?? (typeof uri === "string" ? repositoryOf(uri) : undefined);
    if (arn === undefined) return [];
    return [
        {
            actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
            resources: [arn],
        },
        // A token is for the whole registry: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
        { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    ];
}

function repositoryOf(uri: string): string | undefined {
    const [, account, region, repository] = ECR_IMAGE.exec(uri) ?? [];
    return repository && `arn:aws:ecr:${region}:${account}:repository/${repository}`;
}

/** Permissions of `aws ecs execute-command`, which belong to no resource. */
function shellStatements(keyArn: pulumi.Input<string>): Statement[] {
    return [
        {
            actions: [
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
            resources: ["*"],
        },
        { actions: ["kms:Decrypt"], resources: [keyArn] },
    ];
}
