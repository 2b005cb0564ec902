import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import { type DeliveryScope, deployStatements, type StateLocation } from "./deliveryPolicies";
import {
    lookStatements,
    noSecretsStatement,
    secretVersionStatement,
    valueKeyStatement,
} from "./lookPolicies";
import { policyDocument, type Statement } from "../support/iam";
import type { SingletonMode } from "../../model/singleton";

/** Arguments of {@link DeliveryRoles}. */
export interface DeliveryRolesArgs {
    readonly accountId: string;
    readonly region: string;
    /** ARN of the KMS key that encrypts secrets, parameters and functions' environments: drift compares their values. */
    readonly keyArn: pulumi.Input<string>;
    /** Prefix of the roles' names, such as `shop-prod`: `shop-prod-deploy`. */
    readonly awsName: string;
    /** Repository on GitHub whose workflows may take the roles: `owner/name`. */
    readonly repository: string;
    /**
     * Ids of its owner and itself on GitHub, which its tokens name beside the names if it was made or renamed since
     * 2026-07-15, or has chosen so. @default tokens without ids only
     */
    readonly repositoryIds?: RepositoryIds | undefined;
    /** GitHub environments that a job must run in to get each role. */
    readonly environments: Readonly<Record<DeliveryRole, string>>;
    /** GitHub's identity provider, of which an account has one. */
    readonly provider: Exclude<SingletonMode, "skip">;
    /** Leave it as it is when the stack no longer creates it: other stacks' roles may trust it. @default true */
    readonly retain?: boolean;
    /** Seconds that a job has a role at most, 3600 to 43200. @default 3600 */
    readonly maxSessionSeconds?: number;
    /** ARN of the permissions boundary of the roles. @default no limit */
    readonly permissionsBoundaryArn?: string | undefined;
    /** ARN of a policy that limits every other role of the stack: no deployment can make one without. @default none */
    readonly roleBoundaryArn?: string | undefined;
    /** ARNs of the objects that the program uploads, `*` for all below a prefix: previews and drift detection read them. @default none */
    readonly objectArns?: readonly pulumi.Input<string>[];
    /** Where the Pulumi state is, if it is in S3. @default the roles get no access to a state */
    readonly state?: StateLocation | undefined;
}

/** What stays the same when an owner or a repository gets another name, and is never given again. */
export interface RepositoryIds {
    readonly owner: number;
    readonly repository: number;
}

/** Roles of workflows: preview changes, deploy them, detect drift. */
export type DeliveryRole = "preview" | "deploy" | "drift";

const ISSUER = "token.actions.githubusercontent.com";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/** Path of the roles; the policies deny them changes below it. */
export const DELIVERY_PATH = "/plumbline/delivery/";

/**
 * Roles for GitHub Actions without any stored key. Each can be taken by jobs of one repository in one GitHub
 * environment only, so that the rules of the environment (who approves, which branches) guard the role.
 */
export class DeliveryRoles extends Component {
    readonly providerArn: pulumi.Output<string>;
    readonly previewRoleArn: pulumi.Output<string>;
    readonly deployRoleArn: pulumi.Output<string>;
    readonly driftRoleArn: pulumi.Output<string>;

    constructor(name: string, args: DeliveryRolesArgs, options?: pulumi.ComponentResourceOptions) {
        super("DeliveryRoles", name, options);
        const { accountId, region, state, roleBoundaryArn } = args;
        const scope: DeliveryScope = { accountId, region, state, roleBoundaryArn, path: DELIVERY_PATH };
        this.providerArn = this.identityProvider(args);
        const look = lookStatements(scope, args.objectArns ?? []);
        this.previewRoleArn = this.role("preview", args, [...look, noSecretsStatement()], READ_ONLY);
        this.deployRoleArn = this.role("deploy", args, deployStatements(scope));
        this.driftRoleArn = this.role(
            "drift",
            args,
            [...look, secretVersionStatement(scope), valueKeyStatement(scope, args.keyArn)],
            READ_ONLY,
        );
        this.registerOutputs({
            providerArn: this.providerArn,
            previewRoleArn: this.previewRoleArn,
            deployRoleArn: this.deployRoleArn,
            driftRoleArn: this.driftRoleArn,
        });
    }

    private identityProvider({
        provider,
        accountId,
        retain = true,
    }: DeliveryRolesArgs): pulumi.Output<string> {
        const { OpenIdConnectProvider } = iam;
        return provider === "create"
            ? new OpenIdConnectProvider(
                  this.name,
                  { url: `https://${ISSUER}`, clientIdLists: ["sts.amazonaws.com"] },
                  { ...this.child, retainOnDelete: retain },
              ).arn
            : OpenIdConnectProvider.get(
                  this.name,
                  `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`,
                  {},
                  this.child,
              ).arn;
    }

    private role(
        key: DeliveryRole,
        args: DeliveryRolesArgs,
        statements: readonly Statement[],
        managedPolicyArn?: string,
    ): pulumi.Output<string> {
        const name = `${this.name}-${key}`;
        const boundary = args.permissionsBoundaryArn;
        const role = new iam.Role(
            name,
            {
                name: `${args.awsName}-${key}`,
                path: DELIVERY_PATH,
                assumeRolePolicy: this.trust(args, args.environments[key]),
                maxSessionDuration: args.maxSessionSeconds ?? defaults.deliveryRoles.maxSessionSeconds,
                ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
            },
            this.child,
        );
        new iam.RolePolicy(name, { role: role.name, policy: policyDocument(statements) }, this.child);
        if (managedPolicyArn !== undefined) {
            new iam.RolePolicyAttachment(name, { role: role.name, policyArn: managedPolicyArn }, this.child);
        }
        return role.arn;
    }

    private trust(args: DeliveryRolesArgs, environment: string): pulumi.Output<string> {
        const [subject, ...others] = subjects(args, environment);
        return policyDocument([
            {
                actions: ["sts:AssumeRoleWithWebIdentity"],
                resources: [],
                principals: { Federated: [this.providerArn] },
                conditions: {
                    StringEquals: {
                        [`${ISSUER}:aud`]: "sts.amazonaws.com",
                        [`${ISSUER}:sub`]: others.length === 0 ? subject : [subject, ...others],
                    },
                },
            },
        ]);
    }
}

/**
 * The subjects of the tokens of one repository and environment: each exact, because a wildcard for an id would let in the
 * repository that gets the name after this one.
 * Source: https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
 */
function subjects(
    { repository, repositoryIds: ids }: Pick<DeliveryRolesArgs, "repository" | "repositoryIds">,
    environment: string,
): [string, ...string[]] {
    const named = `repo:${repository}:environment:${environment}`;
    if (ids === undefined) return [named];
    const [owner = "", name = ""] = repository.split("/");
    return [named, `repo:${owner}@${ids.owner}/${name}@${ids.repository}:environment:${environment}`];
}
