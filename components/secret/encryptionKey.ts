import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import { policyDocument } from "../support/iam";
import { keyPolicy } from "./keyPolicy";

/** Arguments of {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
    readonly description: string;
    /** Account that owns the key: 12 digits. */
    readonly accountId: string;
    /** Region of the log groups that the key may encrypt. */
    readonly region: string;
    /** Days between the key's deletion being asked for and carried out, 7 to 30. @default 30 */
    readonly deletionDays?: number;
    /** Refuse deletion, and with it the loss of all that is encrypted. @default true */
    readonly protect?: boolean;
}

/** A customer-managed KMS key that rotates every year, with an alias and a policy for the services that use it. */
export class EncryptionKey extends Component {
    readonly keyArn: pulumi.Output<string>;
    readonly keyId: pulumi.Output<string>;

    constructor(name: string, args: EncryptionKeyArgs, options?: pulumi.ComponentResourceOptions) {
        super("EncryptionKey", name, options);
        const key = new kms.Key(
            name,
            {
                description: args.description,
                enableKeyRotation: true,
                deletionWindowInDays: args.deletionDays ?? defaults.encryptionKey.deletionDays,
                policy: policyDocument(keyPolicy(args)),
            },
            { ...this.child, protect: args.protect ?? true },
        );
        new kms.Alias(name, { targetKeyId: key.keyId }, this.child);
        this.keyArn = key.arn;
        this.keyId = key.keyId;
        this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId });
    }
}
