import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { policyDocument, serviceTrust, type Statement } from "./support/iam";
import { type Link, mergeLinks, type NamedLink, secretStatements } from "./support/link";
import { logGroup, type LogSettings } from "./support/logGroup";
import { allowBetween, allowHttpsOut, securityGroup } from "./support/securityGroups";

/** Arguments of {@link ServerlessFunction}. */
export interface ServerlessFunctionArgs {
    /** Folder with the code. */
    readonly code: string;
    /** File and exported function, such as `index.handler`. @default "index.handler" */
    readonly handler?: string;
    /** @default "nodejs22.x" */
    readonly runtime?: string;
    /** MiB, 128 to 10240; CPU grows with it. @default 256 */
    readonly memoryMib?: number;
    /** Longest run in seconds, 1 to 900. @default 10 */
    readonly timeoutSeconds?: number;
    /** Concurrent runs at most. @default the account's limit */
    readonly reservedConcurrency?: number | undefined;
    /** Plain environment variables. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** What it uses. @default nothing */
    readonly links?: readonly NamedLink[];
    /** Where it runs if what it uses stands in a VPC. */
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly privateSubnetIds: pulumi.Input<string>[] };
    readonly region: string;
    /** Retention and key of its logs; the key encrypts its environment too. */
    readonly logs: LogSettings;
}

/** The alias that callers use, whatever version stands behind it. */
const LIVE = "live";

/**
 * A Lambda function with a role of its own. Every change publishes a version; callers use the alias `live`,
 * which points to the newest one. It joins the VPC only if something it uses is in there.
 */
export class ServerlessFunction extends Component {
    readonly functionName: pulumi.Output<string>;
    readonly aliasName: pulumi.Output<string>;
    readonly invokeArn: pulumi.Output<string>;
    readonly version: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: ServerlessFunctionArgs, options?: pulumi.ComponentResourceOptions) {
        super("ServerlessFunction", name, options);
        const links = mergeLinks(args.links ?? []);
        const inVpc = links.endpoints.length > 0;
        const logs = logGroup(name, args.logs, this.child);
        const role = this.createRole(args, links, inVpc, logs.arn);
        const securityGroupIds = inVpc ? [this.createSecurityGroup(args, links)] : [];
        const fn = new lambda.Function(
            name,
            {
                code: new pulumi.asset.FileArchive(args.code),
                handler: args.handler ?? "index.handler",
                runtime: args.runtime ?? "nodejs22.x",
                architectures: ["arm64"],
                memorySize: args.memoryMib ?? 256,
                timeout: args.timeoutSeconds ?? 10,
                reservedConcurrentExecutions: args.reservedConcurrency ?? -1,
                role: role.arn,
                kmsKeyArn: args.logs.keyArn,
                environment: {
                    variables: { ...args.environment, ...links.environment, ...secretArns(links) },
                },
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
                tracingConfig: { mode: "Active" },
                ...(inVpc ? { vpcConfig: { subnetIds: args.vpc.privateSubnetIds, securityGroupIds } } : {}),
                publish: true,
            },
            this.child,
        );
        const alias = new lambda.Alias(
            name,
            { name: LIVE, functionName: fn.name, functionVersion: fn.version },
            this.child,
        );
        this.functionName = fn.name;
        this.aliasName = alias.name;
        this.invokeArn = alias.invokeArn;
        this.version = fn.version;
        this.logGroupName = logs.name;
        this.registerOutputs({
            functionName: this.functionName,
            aliasName: this.aliasName,
            invokeArn: this.invokeArn,
            version: this.version,
            logGroupName: this.logGroupName,
        });
    }

    private createRole(
        { region }: ServerlessFunctionArgs,
        links: Required<Link>,
        inVpc: boolean,
        logGroupArn: pulumi.Output<string>,
    ): iam.Role {
        const role = new iam.Role(
            this.name,
            { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") },
            this.child,
        );
        const statements: Statement[] = [
            {
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [pulumi.interpolate`${logGroupArn}:*`],
            },
            // Traces belong to no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
            { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
            ...links.statements,
            ...secretStatements(links.secrets, region),
        ];
        new iam.RolePolicy(this.name, { role: role.name, policy: policyDocument(statements) }, this.child);
        if (inVpc) {
            new iam.RolePolicyAttachment(
                `${this.name}-vpc`,
                {
                    role: role.name,
                    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
                },
                this.child,
            );
        }
        return role;
    }

    private createSecurityGroup(
        { vpc }: ServerlessFunctionArgs,
        links: Required<Link>,
    ): pulumi.Output<string> {
        const group = securityGroup(this.name, `Function ${this.name}`, vpc.vpcId, this.child);
        allowHttpsOut(this.name, group.id, this.child);
        for (const endpoint of links.endpoints) {
            const name = `${this.name}-${endpoint.description.replace("/", "-")}`;
            allowBetween(name, group.id, endpoint, this.child);
        }
        return group.id;
    }
}

/** Lambda knows no references to secrets: the code gets the ARN as `<NAME>_ARN` and asks for the value. */
function secretArns({ secrets }: Required<Link>): Record<string, pulumi.Input<string>> {
    return Object.fromEntries(Object.entries(secrets).map(([name, { arn }]) => [`${name}_ARN`, arn]));
}
