import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as awsCloudwatch from "@pulumi/aws/cloudwatch";
import * as s3 from "@pulumi/aws/s3";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { FAILED_DELIVERY } from "../../model/severities";
import { tell } from "../support/channels";
import type { Statement } from "../support/iam";
import { deliveryScript } from "./deliveryScript";

/** What is delivered to the instances of a server. */
export interface ArtifactArgs {
    /** Archive (zip) of a folder, from the program's folder. */
    readonly archive: string;
    /** Name of a bucket that keeps versions of objects, encrypted with the server's key. */
    readonly bucketName: pulumi.Input<string>;
    /** Unit of systemd that runs what is in `/opt/<name>/current`, and is restarted. @default "<name>.service" */
    readonly unit?: string | undefined;
    /** Path that returns 200 on the server's port once a version runs well. @default "/health" */
    readonly healthCheckPath?: string;
    /** Seconds in which it must, or the version before comes back, 5 to 900. @default 60 */
    readonly healthCheckSeconds?: number;
    /** Versions that stay on an instance, the one in use among them. @default 3 */
    readonly keep?: number;
}

/** Seconds for the setup of a new instance and a download, besides those for health. */
const DELIVERY_SECONDS = 1800;

const HTTPS = 443;

/** One key for all versions: the bucket keeps former ones, and instances may read this object alone. */
function keyOf(name: string): string {
    return `servers/${name}.zip`;
}

/** What an instance needs to get its artifact. */
export function artifactStatements(
    name: string,
    bucketName: pulumi.Input<string>,
    { region, keyArn }: { readonly region: string; readonly keyArn: pulumi.Input<string> },
): Statement[] {
    return [
        {
            actions: ["s3:GetObjectVersion"],
            resources: [pulumi.interpolate`arn:aws:s3:::${bucketName}/${keyOf(name)}`],
        },
        {
            actions: ["kms:Decrypt"],
            resources: [keyArn],
            conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
        },
    ];
}

/**
 * Delivers an artifact to all instances of a group, running ones and those to come: State Manager applies an association to
 * a new instance as soon as that reports to Systems Manager. Other content is another version of the object, and an update of
 * the association, which starts it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state-manager-targets-and-rate-controls.html
 *
 * @returns name of the rule that matches deliveries that have failed
 */
export function deliverArtifact(
    name: string,
    {
        artifact,
        ...args
    }: {
        readonly artifact: ArtifactArgs;
        readonly region: string;
        readonly port: number;
        readonly maxInstances: number;
        readonly groupName: pulumi.Input<string>;
        readonly logGroupName: pulumi.Input<string>;
        readonly alarmTopicArn: pulumi.Input<string> | undefined;
    },
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const own = `${name}-artifact`;
    const version = createHash("sha256").update(readFileSync(artifact.archive)).digest("hex");
    const object = new s3.BucketObjectv2(
        own,
        {
            bucket: artifact.bucketName,
            key: keyOf(name),
            source: new pulumi.asset.FileAsset(artifact.archive),
            contentType: "application/zip",
        },
        options,
    );
    const document = new ssm.Document(
        own,
        { documentType: "Command", documentFormat: "JSON", content: contentOf(name, artifact, args) },
        options,
    );
    const association = new ssm.Association(
        own,
        {
            name: document.name,
            documentVersion: document.latestVersion,
            // EC2 Auto Scaling gives it to every instance; other stacks may have a server of the same name.
            targets: [{ key: "tag:aws:autoscaling:groupName", values: [args.groupName] }],
            parameters: { version, object: object.versionId },
            // A version that fails on one instance gets to no other.
            maxConcurrency: args.maxInstances > 2 ? "50%" : "1",
            maxErrors: "0",
        },
        options,
    );
    const rule = new awsCloudwatch.EventRule(
        own,
        {
            description: `Server ${name} has refused a version of its artifact`,
            eventPattern: pulumi.jsonStringify({
                source: ["aws.ssm"],
                "detail-type": ["EC2 State Manager Instance Association State Change"],
                detail: { "association-id": [association.associationId], status: ["Failed"] },
            }),
        },
        options,
    );
    if (args.alarmTopicArn !== undefined) tell(own, rule, args.alarmTopicArn, FAILED_DELIVERY, options);
    return rule.name;
}

/** A document of Systems Manager; its parameters are part of a script, so that each has a pattern. */
function contentOf(
    name: string,
    artifact: ArtifactArgs,
    {
        region,
        port,
        logGroupName,
    }: { readonly region: string; readonly port: number; readonly logGroupName: pulumi.Input<string> },
): pulumi.Output<string> {
    const {
        unit = `${name}.service`,
        healthCheckPath = defaults.artifactArgs.healthCheckPath,
        healthCheckSeconds = defaults.artifactArgs.healthCheckSeconds,
        keep = defaults.artifactArgs.keep,
    } = artifact;
    const scheme = port === HTTPS ? "https" : "http";
    return pulumi.output({ bucketName: artifact.bucketName, logGroupName }).apply((known) => {
        const script = deliveryScript({
            ...known,
            region,
            key: keyOf(name),
            folder: `/opt/${name}`,
            unit,
            healthCheckUrl: `${scheme}://localhost:${port}${healthCheckPath}`,
            healthCheckSeconds,
            keep,
        });
        return JSON.stringify({
            schemaVersion: "2.2",
            description: `Delivers a version of the artifact of server ${name}`,
            parameters: {
                version: {
                    type: "String",
                    description: "SHA-256 of the archive",
                    allowedPattern: "^[0-9a-f]{64}$",
                },
                object: {
                    type: "String",
                    description: "Version of the object in the bucket",
                    allowedPattern: "^[A-Za-z0-9._-]{1,1024}$",
                },
            },
            mainSteps: [
                {
                    action: "aws:runShellScript",
                    name: "deliver",
                    precondition: { StringEquals: ["platformType", "Linux"] },
                    inputs: {
                        timeoutSeconds: String(DELIVERY_SECONDS + 2 * healthCheckSeconds),
                        runCommand: script.trimEnd().split("\n"),
                    },
                },
            ],
        });
    });
}
