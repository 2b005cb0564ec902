import type * as pulumi from "@pulumi/pulumi";

import type { Access } from "../../model/uses";
import type { Statement } from "./iam";

export { variable } from "../../model/names";

/** Reference to a secret that a workload reads at run time; never its value. */
export interface SecretReference {
    /** ARN of the secret in Secrets Manager. */
    readonly arn: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts it. @default the key of Secrets Manager, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
    /** Member of the secret's JSON object. @default the whole secret */
    readonly jsonKey?: string;
    /**
     * Whether AWS changes it while workloads run, so that a value read at their start goes out of date: then a container
     * gets the ARN as `<NAME>_ARN`, too, and may read it. @default false
     */
    readonly rotates?: boolean;
}

/** A port between a workload and a component that it uses. */
export interface Endpoint {
    /** Security group of the port. */
    readonly securityGroupId: pulumi.Input<string>;
    readonly port: pulumi.Input<number>;
    /** Description of both security group rules. */
    readonly description: string;
}

/** All that a workload needs in order to use something, and nothing else. */
export interface Link {
    /** Plain environment variables: addresses and names, never secrets. */
    readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Secrets by the name of the environment variable that gives them to a container. */
    readonly secrets?: Readonly<Record<string, SecretReference>>;
    /** Permissions of the workload's own role, on exactly the resources that it uses. */
    readonly statements?: readonly Statement[];
    /** Ports to open. */
    readonly endpoints?: readonly Endpoint[];
    /** Whether it is called over the internet without TLS, on port 80. @default false */
    readonly plainHttp?: boolean;
}

/** Permissions to read secrets, and to use the keys they are encrypted with through Secrets Manager only. */
export function secretStatements(secrets: Required<Link>["secrets"], region: string): Statement[] {
    const references = Object.values(secrets);
    if (references.length === 0) return [];
    const keyArns = references.flatMap(({ keyArn }) => (keyArn === undefined ? [] : [keyArn]));
    const reading: Statement[] = [
        {
            actions: ["secretsmanager:GetSecretValue"],
            resources: [...new Set(references.map(({ arn }) => arn))],
        },
    ];
    if (keyArns.length === 0) return reading;
    return [
        ...reading,
        {
            actions: ["kms:Decrypt"],
            resources: [...new Set(keyArns)],
            conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
        },
    ];
}

/** Secrets that a container has to read again: ECS hands over the values at its start only. */
export function rotatingSecrets(secrets: Required<Link>["secrets"]): Required<Link>["secrets"] {
    return Object.fromEntries(Object.entries(secrets).filter(([, { rotates }]) => rotates === true));
}

/** The ARNs of secrets as `<NAME>_ARN`, for code that asks for the values itself. */
export function secretArns({
    secrets,
}: Pick<Required<Link>, "secrets">): Record<string, pulumi.Input<string>> {
    return Object.fromEntries(Object.entries(secrets).map(([name, { arn }]) => [`${name}_ARN`, arn]));
}

/** Implemented by every component that `uses:` can name. */
export interface Linkable {
    /**
     * Environment, secrets, permissions and ports with which a workload uses this component.
     *
     * @param access access to grant; undefined: the component's default
     */
    link(access?: Access): Link;
}

/** A link with the name it was asked for by, for example `database/app`. */
export interface NamedLink {
    readonly name: string;
    readonly link: Link;
}

/** Puts the links of one workload together. The prefixes that {@link variable} gives keep names apart. */
export function mergeLinks(links: readonly NamedLink[]): Required<Link> {
    return {
        environment: Object.assign(
            {},
            ...links.map(({ link }) => link.environment),
        ) as Required<Link>["environment"],
        secrets: Object.assign({}, ...links.map(({ link }) => link.secrets)) as Required<Link>["secrets"],
        statements: links.flatMap(({ link }) => link.statements ?? []),
        endpoints: links.flatMap(({ link }) => link.endpoints ?? []),
        plainHttp: links.some(({ link }) => link.plainHttp),
    };
}
