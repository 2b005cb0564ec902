/** Resources that an account, or a region of it, has once: how to find the one that is there, and the key that decides about it. */
import type { Settings } from "../../config/validate";
import type { SingletonMode } from "../../model/singleton";
import type { Question } from "../aws/ask";

/** A resource that there is once. */
export interface Singleton {
    /** Key of the stack file, without `plumbline:`. */
    readonly key: string;
    /** Type in the state: one that is the stack's own is no reason for anything. */
    readonly type: string;
    /** Its id in the state, of a type of which a stack has several. @default any */
    readonly id?: string;
    /** What it is, as in "the account has … already". */
    readonly what: string;
    /** Whether the key says how: create or adopt. @default true */
    readonly hasMode?: boolean;
    /** The mode that is configured, and the one that exists to be adopted; undefined where the stack has no such section. */
    readonly wanted: (
        settings: Settings,
    ) => { readonly mode: SingletonMode; readonly adopts?: string | undefined } | undefined;
    readonly question: Question;
    /** Names or ARNs in AWS's answer. */
    readonly found: (text: string) => readonly string[];
    /** What to do about the one that is there, in order to adopt it: `set <key>`, or how to do without a second one. */
    readonly adopt: (found: string) => string;
}

/** A question to IAM, which is worldwide. */
export const query = (action: string): Question => ({
    service: "iam",
    region: "us-east-1",
    host: "iam.amazonaws.com",
    method: "GET",
    path: `/?Action=${action}&Version=2010-05-08`,
});

/** Values of a member, wherever it stands in JSON. */
export const member =
    (name: string) =>
    (text: string): string[] =>
        [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`, "gi"))].map(([, value = ""]) => value);

const ISSUER = "token.actions.githubusercontent.com";

/** Those that an account has once, in whatever region. */
export const accountSingletons: readonly Singleton[] = [
    {
        key: "budget.anomalies.mode",
        type: "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
        what: "a monitor of its services for cost anomalies",
        wanted: ({ budget }) =>
            budget && { mode: budget.anomalies.mode, adopts: budget.anomalies.monitorArn },
        question: {
            service: "ce",
            region: "us-east-1",
            method: "POST",
            target: "AWSInsightsIndexService.GetAnomalyMonitors",
            body: "{}",
        },
        // Monitors of one's own choice (CUSTOM) there may be many of.
        found: (text) => {
            const { AnomalyMonitors: monitors = [] } = JSON.parse(text) as {
                AnomalyMonitors?: { MonitorArn: string; MonitorType: string; MonitorDimension?: string }[];
            };
            return monitors
                .filter(
                    ({ MonitorType, MonitorDimension }) =>
                        MonitorType === "DIMENSIONAL" && MonitorDimension === "SERVICE",
                )
                .map(({ MonitorArn }) => MonitorArn);
        },
        adopt: (arn) => `set plumbline:budget.anomalies: { mode: adopt, monitorArn: "${arn}" }`,
    },
    {
        key: "delivery.provider",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        what: "GitHub's identity provider",
        wanted: ({ delivery }) => delivery && { mode: delivery.provider },
        question: query("ListOpenIDConnectProviders"),
        found: (text) =>
            [...text.matchAll(/<Arn>([^<]+)<\/Arn>/g)].flatMap(([, arn = ""]) =>
                arn.endsWith(ISSUER) ? arn : [],
            ),
        adopt: () => "set plumbline:delivery.provider: adopt",
    },
    {
        key: "security.config",
        type: "aws:cfg/recorder:Recorder",
        what: "a recorder of AWS Config",
        wanted: ({ security }) => ({ mode: security.config, adopts: security.recorderName ?? "default" }),
        question: {
            service: "config",
            method: "POST",
            target: "StarlingDoveService.DescribeConfigurationRecorders",
            body: "{}",
        },
        found: member("name"),
        adopt: (name) => `set plumbline:security: { config: adopt, recorderName: "${name}" }`,
    },
    {
        key: "security.configRole",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        what: "AWS Config's service-linked role",
        wanted: ({ security }) => (security.config === "create" ? { mode: security.configRole } : undefined),
        question: query("ListRoles&PathPrefix=%2Faws-service-role%2Fconfig.amazonaws.com%2F"),
        found: (text) =>
            [...text.matchAll(/<Arn>([^<]+AWSServiceRoleForConfig)<\/Arn>/g)].map(([, arn = ""]) => arn),
        adopt: () => "set plumbline:security.configRole: adopt",
    },
    {
        key: "security.trail",
        type: "aws:cloudtrail/trail:Trail",
        what: "a trail of CloudTrail",
        // An account may have several: the stack's own is in nobody's way.
        wanted: ({ security: { trail, trailArn } }) =>
            trail === "adopt" ? { mode: trail, adopts: trailArn } : undefined,
        question: {
            service: "cloudtrail",
            method: "POST",
            target: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails",
            body: "{}",
        },
        found: member("TrailARN"),
        adopt: (arn) => `set plumbline:security: { trail: adopt, trailArn: "${arn}" }`,
    },
    {
        key: "security.passwordPolicy",
        type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        what: "a policy for passwords",
        // Creating it replaces the one that is there.
        wanted: ({ security: { passwordPolicy } }) =>
            passwordPolicy === "adopt" ? { mode: passwordPolicy } : undefined,
        question: query("GetAccountPasswordPolicy"),
        found: (text) => (text.includes("<PasswordPolicy>") ? ["the account's"] : []),
        adopt: () => "set plumbline:security.passwordPolicy: adopt",
    },
];
