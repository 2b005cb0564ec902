import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../../model/architectures";

/** Arguments of {@link createLaunchTemplate}. */
export interface LaunchTemplateArgs {
    readonly instanceType: string;
    /** Id of an image. @default the newest Amazon Linux 2023 whenever an instance starts */
    readonly image?: string | undefined;
    readonly storageGib: number;
    /** ARN of the KMS key that encrypts the root volume; EC2 Auto Scaling must be allowed to use it. */
    readonly keyArn: pulumi.Input<string>;
    /** Security groups of an interface that each instance gets, without a public address, or the one interface of the only instance. */
    readonly attached:
        | { readonly securityGroupIds: pulumi.Input<string>[] }
        | { readonly interfaceId: pulumi.Input<string> };
    readonly instanceProfileArn: pulumi.Input<string>;
    readonly userData: pulumi.Input<string>;
    readonly tags: Readonly<Record<string, string>>;
}

/** Root device of Amazon Linux. */
const ROOT = "/dev/xvda";

/** How instances start: IMDSv2 only, an encrypted volume, no SSH key, and no public address but that of a fixed interface. */
export function createLaunchTemplate(
    name: string,
    args: LaunchTemplateArgs,
    options: pulumi.CustomResourceOptions,
): ec2.LaunchTemplate {
    return new ec2.LaunchTemplate(
        name,
        {
            imageId: args.image ?? newestImage(args.instanceType),
            instanceType: args.instanceType,
            iamInstanceProfile: { arn: args.instanceProfileArn },
            metadataOptions: {
                httpEndpoint: "enabled",
                httpTokens: "required",
                // Not from inside of containers.
                httpPutResponseHopLimit: 1,
            },
            networkInterfaces: [
                "interfaceId" in args.attached
                    ? {
                          deviceIndex: 0,
                          networkInterfaceId: args.attached.interfaceId,
                          deleteOnTermination: "false",
                      }
                    : {
                          deviceIndex: 0,
                          associatePublicIpAddress: "false",
                          securityGroups: args.attached.securityGroupIds,
                          deleteOnTermination: "true",
                      },
            ],
            blockDeviceMappings: [
                {
                    deviceName: ROOT,
                    ebs: {
                        volumeType: "gp3",
                        volumeSize: args.storageGib,
                        encrypted: "true",
                        kmsKeyId: args.keyArn,
                        deleteOnTermination: "true",
                    },
                },
            ],
            userData: pulumi.output(args.userData).apply((text) => Buffer.from(text).toString("base64")),
            // Instances get theirs from the group; nothing but the template can give some to volumes.
            tagSpecifications: [{ resourceType: "volume", tags: { ...args.tags, Name: name } }],
            updateDefaultVersion: true,
        },
        options,
    );
}

/** Graviton has a "g" behind the generation: t4g, m7gd, c8gn. */
function architecture(instanceType: string): Architecture {
    return /^[a-z]+\d+g/.test(instanceType) ? "arm64" : "x86_64";
}

/**
 * Resolved by EC2 whenever it starts an instance, so that a new image of Amazon's changes nothing in the stack.
 * Source: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
function newestImage(instanceType: string): string {
    const path = "/aws/service/ami-amazon-linux-latest";
    return `resolve:ssm:${path}/al2023-ami-kernel-default-${architecture(instanceType)}`;
}
