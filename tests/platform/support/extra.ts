/** A stack with what the four committed ones do not have. */
import type { Recording } from "../../support/recorder";
import { run, stackFileConfig } from "../../support/program";

let recording: Promise<Recording<unknown>> | undefined;

/** The local stack's file with more workloads and settings; recorded once for all tests. */
export function recordExtra(): Promise<Recording<unknown>> {
    recording ??= run("extra", extraConfig());
    return recording;
}

function extraConfig(): Record<string, unknown> {
    const [local, dev] = [stackFileConfig("local"), stackFileConfig("dev")];
    const section = (name: string) => local[`plumbline:${name}`] as Record<string, object>;
    return {
        ...local,
        "plumbline:alerts": {
            ...section("alerts"),
            slack: { workspaceId: "T0123ABCDE", channelId: "C0345CDEFG" },
        },
        // Of two stacks in one account, one has the name that others rely on.
        "plumbline:secrets": { ...section("secrets"), payment: {} },
        "plumbline:backup": { enabled: true, monthlyRetentionDays: 365, lock: "governance" },
        "plumbline:databases": {
            ...section("databases"),
            grown: {
                engine: "aurora-mysql",
                version: "8.0",
                dataApi: true,
                minCapacity: 0.5,
                proxy: true,
                readers: 1,
                maxReaders: 3,
            },
            reports: { engine: "postgres", version: "17", proxy: true, iamUser: "reports" },
        },
        "plumbline:tables": {
            ...section("tables"),
            visits: {
                partitionKey: "page",
                capacity: { read: { min: 2, max: 20 }, write: { min: 1, max: 10 } },
                indexes: { "by-day": { partitionKey: "day" } },
            },
        },
        "plumbline:servers": dev["plumbline:servers"],
    };
}
