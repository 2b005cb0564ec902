import type * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";
import { DATA_ACTIONS } from "./dataActions";
import { type DeliveryScope, stateStatements } from "./deliveryPolicies";
import { SERVICES } from "./services";

/** Certificates of those who sign callers' certificates, which the program uploads: public ones, in a bucket of each API. */
const TRUST_STORES = "arn:aws:s3:::*/truststore.pem";

/** What is read of services of which the platform has nothing of its own, or that are no service with resources. */
const BESIDES = ["chatbot:*", "iam:*", "servicequotas:*", "sts:GetCallerIdentity", "tag:*"];

/**
 * What `ReadOnlyAccess` allows beyond the configuration of the platform's services, denied: it is for 317 services, and
 * those that no deployment can touch hold mails, documents, calls and code of others in the account. Objects are the exception where the program itself has
 * uploaded them: the provider reads their properties with the permission to read them.
 *
 * @param objectArns objects of the program, `*` for all below a prefix
 */
export function lookStatements(
    scope: DeliveryScope,
    objectArns: readonly pulumi.Input<string>[],
): Statement[] {
    const { s3: objectActions = [], ...others } = DATA_ACTIONS;
    const states = scope.state === undefined ? [] : [`arn:aws:s3:::${scope.state.bucket}/*`];
    return [
        {
            sid: "NotOthers",
            effect: "Deny",
            actions: [],
            notActions: [...SERVICES.map((service) => `${service}:*`), ...BESIDES],
            resources: ["*"],
        },
        { sid: "NotData", effect: "Deny", actions: actionsOf(others), resources: ["*"] },
        {
            sid: "NotObjects",
            effect: "Deny",
            actions: actionsOf({ s3: objectActions }),
            resources: [],
            notResources: [TRUST_STORES, ...states, ...objectArns],
        },
        ...stateStatements(scope.state, false),
    ];
}

/** Only drift detection compares secrets; nothing else lets a preview read one, whatever a secret's own policy says. */
export function noSecretsStatement(): Statement {
    return {
        sid: "NotSecrets",
        effect: "Deny",
        actions: ["secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"],
        resources: ["*"],
    };
}

function actionsOf(table: Readonly<Record<string, readonly string[]>>): string[] {
    return Object.entries(table).flatMap(([service, actions]) =>
        actions.map((action) => `${service}:${action}`),
    );
}

/** Reading a secret's version, to see that it is still the one that was put there, reads its value. */
export function secretVersionStatement({ accountId, region }: DeliveryScope): Statement {
    return {
        sid: "SecretVersions",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:*`],
        conditions: { StringEquals: { "aws:ResourceTag/ManagedBy": "pulumi" } },
    };
}

/**
 * Services decrypt with the stack's key or return nothing: without the key Lambda returns
 * no variables, so that drift detection would report them as removed. Only through the services whose
 * values are compared: neither tables nor buckets.
 */
export function valueKeyStatement({ region }: DeliveryScope, keyArn: pulumi.Input<string>): Statement {
    return {
        sid: "ValueKey",
        actions: ["kms:Decrypt"],
        resources: [keyArn],
        conditions: {
            StringEquals: {
                "kms:ViaService": ["secretsmanager", "ssm", "lambda"].map(
                    (service) => `${service}.${region}.amazonaws.com`,
                ),
            },
        },
    };
}
