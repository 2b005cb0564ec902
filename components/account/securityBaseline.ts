import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import * as cfg from "@pulumi/aws/cfg";
import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as ebs from "@pulumi/aws/ebs";
import * as guardduty from "@pulumi/aws/guardduty";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Bucket } from "../storage";
import { NO_PUBLIC_ACCESS, PASSWORDS } from "./accountSettings";
import { createAuditTrail, trailStatements } from "./auditTrail";
import { Component } from "../support/component";
import { configRole, configStatements, createConfigRecorder } from "./configRecorder";
import { createDetector, createHub } from "./detectors";
import { createEdgeDetectors, type EdgeDetectors } from "./edgeDetectors";
import type { LogSettings } from "../support/logGroup";
import type { SingletonMode } from "../../model/singleton";
import type { GuardDutyFeatures } from "../../model/guardDuty";
import { once } from "../support/values";

/** Security services that an account has once; each is created, adopted or skipped. */
export interface SecurityParts {
    /** CloudTrail: every call to AWS. */
    readonly trail: SingletonMode;
    /** AWS Config: how resources are configured. */
    readonly config: SingletonMode;
    /** GuardDuty: intruders. */
    readonly guardDuty: SingletonMode;
    /** Security Hub: all findings in one place. */
    readonly securityHub: SingletonMode;
    /** IAM Access Analyzer: finds resources that other accounts can access. */
    readonly accessAnalyzer: SingletonMode;
    /** Every new volume is encrypted. */
    readonly ebsEncryption: SingletonMode;
    /** No bucket of the account is ever public. */
    readonly s3PublicAccess: SingletonMode;
    /** Passwords of IAM users. */
    readonly passwordPolicy: SingletonMode;
}

/** Arguments of {@link SecurityBaseline}. */
export interface SecurityBaselineArgs extends SecurityParts {
    /** Prefix of the names of trail, recorder and analyzer, such as `shop-prod`. */
    readonly awsName: string;
    readonly region: string;
    readonly accountId: string;
    /** ARN of the KMS key for trail and records; its policy must let CloudTrail and AWS Config use it. */
    readonly keyArn: pulumi.Input<string>;
    readonly logs: LogSettings;
    /** Days that trail and records are kept. @default 400 */
    readonly auditDays?: number;
    /** Name of the bucket that gets access logs. @default no access logs */
    readonly logBucket?: pulumi.Input<string>;
    /** ARN of the topic for findings, and for the events of the trail that the CIS benchmark lists. @default no alerts */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** Alarms on changes of permissions, buckets and networks, which deployments set off as well. @default true */
    readonly changeAlarms?: boolean;
    /** ARN of the trail to adopt. @default none: it cannot be adopted */
    readonly trailArn?: string | undefined;
    /** Protection plans of GuardDuty, where it is created. @default all but `eksAudit` and `runtime` */
    readonly guardDutyFeatures?: Partial<GuardDutyFeatures>;
    /** Detectors in us-east-1 as well, for a stack of another region that has something there. @default none */
    readonly edge?: EdgeDetectors | undefined;
    /** The role of AWS Config, which an account that ever had it has already. @default "create" */
    readonly configRole?: Exclude<SingletonMode, "skip">;
    /** Name of the recorder to adopt. @default "default" */
    readonly recorderName?: string | undefined;
    /** Name of the analyzer to adopt. @default none: it cannot be adopted */
    readonly analyzerName?: string | undefined;
    /** Refuse deletion of the records, and of trail and recorder: by Pulumi's `protect`, and by AWS. @default true */
    readonly protect?: boolean;
    /**
     * Retain resources that the account has once when the stack no longer creates them: because it is destroyed, or
     * adopts it, or skips it. @default true
     */
    readonly retain?: boolean;
}

/**
 * The account's own security. Created resources outlive the stack while `retain` is true: a user who gives up
 * a stack does not mean to give up the security of the account. Trail and records are the stack's own, and go with it.
 * Adopted resources belong to another stack: they are read, so that a missing one fails, and never changed or deleted.
 */
export class SecurityBaseline extends Component {
    /** Id of GuardDuty's detector; undefined if it is skipped. */
    readonly detectorId: pulumi.Output<string> | undefined;
    /** ARN of the audit trail; undefined if it is skipped. */
    readonly trailArn: pulumi.Output<string> | undefined;

    /** Options of the resources that an account has once. */
    private readonly lasting: pulumi.CustomResourceOptions;

    constructor(name: string, args: SecurityBaselineArgs, options?: pulumi.ComponentResourceOptions) {
        super("SecurityBaseline", name, options);
        this.lasting = { ...this.child, retainOnDelete: args.retain ?? true };
        const bucket = once(() => this.createBucket(args));
        this.trailArn = this.trail(args, bucket)?.arn;
        this.record(args, bucket);
        this.detectorId = this.detect(args);
        this.collect(args);
        this.analyze(args);
        const { edge } = args;
        if (edge) createEdgeDetectors(`${name}-edge`, { ...args, edge }, this.child, this.lasting);
        this.set(args);
        this.registerOutputs({ detectorId: this.detectorId, trailArn: this.trailArn });
    }

    /** One bucket for trail and records. */
    private createBucket(args: SecurityBaselineArgs): pulumi.Output<string> {
        const {
            awsName,
            region,
            accountId,
            keyArn,
            auditDays = defaults.securityBaseline.auditDays,
            logBucket,
            protect,
        } = args;
        const [trail, config] = [args.trail === "create", args.config === "create"];
        const bucket = new Bucket(
            `${this.name}-audit`,
            {
                keyArn,
                expireDays: auditDays,
                ...(logBucket === undefined ? {} : { logBucket }),
                ...(protect === undefined ? {} : { protect }),
                statements: (arn) => [
                    ...(trail ? trailStatements(awsName, region, accountId, arn) : []),
                    ...(config ? configStatements(accountId, arn) : []),
                ],
            },
            { parent: this },
        );
        return bucket.openedName;
    }

    private trail(
        args: SecurityBaselineArgs,
        bucketName: () => pulumi.Output<string>,
    ): cloudtrail.Trail | undefined {
        const name = `${this.name}-trail`;
        return this.one(args.trail, {
            create: () =>
                createAuditTrail(
                    name,
                    { ...args, trailName: args.awsName, bucketName: bucketName() },
                    this.child,
                ),
            adopt: () => cloudtrail.Trail.get(name, this.known("trailArn", args.trailArn), {}, this.child),
        });
    }

    private record(args: SecurityBaselineArgs, bucketName: () => pulumi.Output<string>): void {
        const name = `${this.name}-config`;
        this.one(args.config, {
            create: () =>
                createConfigRecorder(
                    name,
                    args.awsName,
                    {
                        bucketName: bucketName(),
                        keyArn: args.keyArn,
                        roleArn: configRole(name, args, this.child, this.lasting),
                        protect: args.protect,
                    },
                    this.child,
                ),
            adopt: () => cfg.Recorder.get(name, args.recorderName ?? "default", {}, this.child),
        });
    }

    private detect(args: SecurityBaselineArgs): pulumi.Output<string> | undefined {
        const name = `${this.name}-guardduty`;
        return this.one(args.guardDuty, {
            create: () => createDetector(name, args, this.lasting).id,
            adopt: () => guardduty.getDetectorOutput({}, { parent: this }).id,
        });
    }

    private collect({ securityHub, region, accountId }: SecurityBaselineArgs): void {
        const name = `${this.name}-hub`;
        this.one(securityHub, {
            create: () => createHub(name, region, this.lasting),
            adopt: () => securityhub.Account.get(name, accountId, {}, this.child),
        });
    }

    private analyze({ accessAnalyzer, awsName, analyzerName }: SecurityBaselineArgs): void {
        const name = `${this.name}-analyzer`;
        const { Analyzer } = accessanalyzer;
        this.one(accessAnalyzer, {
            create: () => new Analyzer(name, { analyzerName: awsName, type: "ACCOUNT" }, this.lasting),
            adopt: () => Analyzer.get(name, this.known("analyzerName", analyzerName), {}, this.child),
        });
    }

    /** Settings of the account. AWS keeps no id for them, so that adopting asks for the account's. */
    private set({ ebsEncryption, s3PublicAccess, passwordPolicy, accountId }: SecurityBaselineArgs): void {
        const { child, lasting } = this;
        const [volumes, access, passwords] = ["volumes", "buckets", "passwords"].map(
            (part) => `${this.name}-${part}`,
        ) as [string, string, string];
        this.one(ebsEncryption, {
            create: () => new ebs.EncryptionByDefault(volumes, { enabled: true }, lasting),
            adopt: () => this.mustEncrypt(ebs.EncryptionByDefault.get(volumes, accountId, {}, child)),
        });
        this.one(s3PublicAccess, {
            create: () => new s3.AccountPublicAccessBlock(access, NO_PUBLIC_ACCESS, lasting),
            adopt: () => s3.AccountPublicAccessBlock.get(access, accountId, {}, child),
        });
        this.one(passwordPolicy, {
            create: () => new iam.AccountPasswordPolicy(passwords, PASSWORDS, lasting),
            adopt: () => iam.AccountPasswordPolicy.get(passwords, "iam-account-password-policy", {}, child),
        });
    }

    /** The setting is there in every account, on or off. */
    private mustEncrypt(setting: ebs.EncryptionByDefault): ebs.EncryptionByDefault {
        setting.enabled.apply((enabled) => {
            if (enabled !== false) return;
            const message = "adopts encryption of volumes, which is off; turn it on, or create it here";
            throw this.refusal(message);
        });
        return setting;
    }

    private one<T>(mode: SingletonMode, modes: { create(): T; adopt(): T }): T | undefined {
        return mode === "skip" ? undefined : modes[mode]();
    }

    private known(key: string, value: string | undefined): string {
        if (value === undefined) {
            throw this.refusal(`cannot adopt without ${key}, which names the resource to adopt`);
        }
        return value;
    }
}
