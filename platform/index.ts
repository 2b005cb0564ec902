import { createSignInNames } from "../components/directory";
import { FunctionAlarms } from "../components/function";
import { EDGE_REGION } from "../components/support/regions";
import { loadCode, type Settings } from "../config";
import { budgetAddresses } from "../model/severities";
import { createAccountWide } from "./accountWide";
import { channelsOf } from "./alertChannels";
import { createBase, createStackProvider } from "./base";
import { lookUp } from "./existing";
import { followedBuckets } from "./objectEvents";
import { connectBuckets } from "./bucketNotifications";
import { createOverrides } from "./overrides";
import { outputsOf } from "./outputs";
import { connectRotations } from "./secretRotations";
import { createShared } from "./shared";
import { createWorkloads } from "./workloads";

/**
 * Creates every component of a stack.
 *
 * @returns the stack's outputs
 */
export async function platform(settings: Settings) {
    const { accountId, alerts, buckets, emulator, stack } = settings;
    const code = loadCode(settings);
    const provider = createStackProvider(settings);
    const existing = await lookUp(settings, provider);
    const overrides = createOverrides(settings);
    const base = createBase(settings, provider, existing, overrides);
    const shared = createShared(settings, base, existing);
    const workloads = createWorkloads(settings, base, shared, existing, code);
    connectBuckets(buckets, workloads, { accountId, followed: followedBuckets(settings) });
    connectRotations(settings.secrets, workloads, settings);

    // Cognito refuses a sign-in name unless its parent domain resolves, so the sites come first.
    const sites = Object.values(workloads.site);
    createSignInNames(workloads.directory, shared.domainOf, { ...base.options, dependsOn: sites });

    const guard = shared.zoneGuard();
    const { firewalls, ...lazy } = shared;
    const hasSlack = [alerts, ...Object.values(alerts.channels)].some(({ slack }) => slack !== undefined);
    // The channel's errors are written in us-east-1.
    if (hasSlack) lazy.edge();
    const edge = settings.region === EDGE_REGION ? undefined : lazy.edge.ifMade();
    const functionAlarms = new FunctionAlarms(
        "functions",
        { ...base.args, functions: workloads.function },
        base.options,
    );
    const accountWide = createAccountWide(
        // An emulated account is deleted with its stack; a real one outlives it.
        { ...base.args, stack, project: settings.project, retain: emulator === undefined },
        {
            ...settings,
            budget: { ...settings.budget, emails: budgetAddresses(alerts.channels, settings.budget.emails) },
            security: {
                ...settings.security,
                edge: edge && {
                    mode: settings.security.edgeDetectors,
                    keyArn: edge.keyArn,
                    alarmTopicArn: edge.alarmTopicArn,
                },
            },
            platform: {
                network: base.vpc,
                loadBalancer: lazy.loadBalancer.ifMade(),
                cluster: lazy.cluster.ifMade(),
                functionAlarms,
                ...firewalls.made(),
                secretRotation: lazy.secretRotation.ifMade(),
                codeBucket: lazy.codeBucket.ifMade(),
                backup: base.backup,
            },
            made: workloads,
        },
        base.options,
    );

    // AWS Chatbot allows one configuration per channel: by now both topics are known.
    if (hasSlack) {
        const { keyArn, alarmTopicArn } = lazy.edge();
        base.alerts.notifySlack({ slack: alerts.slack, channels: channelsOf(settings) }, alarmTopicArn, {
            ...settings.logs,
            keyArn,
        });
    }
    overrides.allUsed();
    return outputsOf(settings, base, workloads, { ...accountWide, dsRecord: guard?.dsRecord });
}
