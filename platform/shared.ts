import { OsMetricsLog } from "../components/database";
import { Edge, ZoneGuard } from "../components/edge";
import { CodeBucket } from "../components/function";
import { LoadBalancer } from "../components/loadBalancer";
import { SecretRotation } from "../components/secret";
import { Cluster, Namespace } from "../components/service";
import { Bucket } from "../components/storage";
import { aliasRecords, type RecordPlace } from "../components/support/dns";
import { EDGE_REGION } from "../components/support/regions";
import { once, valueOf } from "../components/support/values";
import type { Catalogue, Settings } from "../config";
import { privateDomain } from "../model/names";
import { channelsOf } from "./alertChannels";
import type { Base } from "./base";
import type { Existing } from "./existing";
import { createFirewalls } from "./firewalls";
import { createSiteSecrets } from "./sitePaths";
import { parseUse } from "../model/uses";

/** The components that several workloads share. */
export type Shared = ReturnType<typeof createShared>;

/** Declares the components that several workloads share. The first workload that needs one creates it. */
export function createShared(
    settings: Settings,
    { args, inVpc, options, key, alerts, zone }: Base,
    { loadBalancers }: Pick<Existing, "loadBalancers">,
) {
    const { stack, region, accountId, protect } = settings;
    const edge = once(() => {
        if (region === EDGE_REGION) return { keyArn: key.keyArn, alarmTopicArn: alerts.topicArn };
        const { emails } = settings.alerts;
        const channels = channelsOf(settings);
        return new Edge(
            "edge",
            { stack, accountId, protect, ...settings.encryption, emails, channels },
            options,
        );
    });
    const siteSecrets = createSiteSecrets(settings, options);
    const firewalls = createFirewalls(
        { ...args, ...settings.firewall, edge, passed: siteSecrets.passed },
        options,
    );
    /** Signs the stack's own zone, and logs the questions to it, where that is asked for. */
    const zoneGuard = () => {
        const { domain } = settings;
        if (zone?.zoneId === undefined || domain === undefined || !(domain.queryLogs || domain.dnssec))
            return undefined;
        const queryLogs = domain.queryLogs ? { ...settings.logs, keyArn: edge().keyArn } : undefined;
        return new ZoneGuard(
            "zone",
            {
                accountId,
                protect,
                ...settings.encryption,
                domainName: domain.name,
                zoneId: zone.zoneId,
                queryLogs,
                dnssec: domain.dnssec,
            },
            options,
        );
    };
    const cluster = once(
        () => new Cluster("services", { ...args, containerInsights: settings.containers.insights }, options),
    );
    const namespace = once(() => {
        const domain = privateDomain(settings, settings.existing.network !== undefined);
        return new Namespace("services", { ...inVpc(), domain }, options);
    });
    const loadBalancer = once(() => {
        const webAclArn = firewalls.regional();
        return new LoadBalancer("public", { ...inVpc(), ...settings.loadBalancer, zone, webAclArn }, options);
    });
    const artifacts = once(
        () => new Bucket("pipeline-artifacts", { ...args, expireDays: ARTIFACT_DAYS }, options),
    );
    const codeBucket = once(() => new CodeBucket("function-code", args, options));
    const osMetricsLog = once(() => {
        const { osMetrics: mode } = settings.logs;
        return mode === "skip"
            ? undefined
            : new OsMetricsLog("rds-os-metrics", { mode, logs: args.logs }, options);
    });
    const secretRotation = once(() => new SecretRotation("secret-rotation", args, options));

    /** Host name and zone of a workload; undefined without a host name of its own. */
    const domainOf = (id: string) => {
        const host = settings.hosts[id];
        return zone && host ? { host, zone } : undefined;
    };
    const namedHosts = new Set<string>();
    /** A load balancer of somebody else's: of its own the stack makes the records of hosts. */
    const theirs = (name: string) => ({
        ...valueOf(loadBalancers, name),
        answerFor: (host: string, place: RecordPlace) => {
            // Services and servers may share a host.
            if (namedHosts.has(host)) return;
            namedHosts.add(host);
            const { target, ipv6 } = valueOf(loadBalancers, name);
            aliasRecords(`existing-${host}`, place, host, target, options, { ipv6 });
        },
    });
    /** The load balancer's rule for a workload; undefined for a private one. */
    const exposureOf = (id: string, exposure: Catalogue["service"]["public"]) =>
        exposure && {
            ...exposure,
            ...domainOf(id),
            requiredHeader: siteSecrets.required(id),
            priority: valueOf(settings.priorities, id),
            loadBalancer:
                exposure.loadBalancer === undefined
                    ? loadBalancer()
                    : theirs(parseUse(exposure.loadBalancer).name),
        };
    return {
        edge,
        firewalls,
        siteSecrets,
        zoneGuard,
        cluster,
        namespace,
        loadBalancer,
        artifacts,
        codeBucket,
        osMetricsLog,
        secretRotation,
        domainOf,
        exposureOf,
    };
}

/** A pipeline reads its artifacts within one run; older ones serve no run any more. */
const ARTIFACT_DAYS = 30;
