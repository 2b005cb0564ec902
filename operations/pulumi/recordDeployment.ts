import { DEPLOYMENT_METRICS } from "../../model/deploymentMetrics";
import { configuredClient, type Place } from "./awsClient";
import type { OperationResult } from "./runPulumi";

/**
 * Records how a deployment went in the metrics that the stack's dashboard and alarms read: see
 * components/monitoring/deploymentMetrics.ts. An operation without changes is no
 * deployment, and neither is a cancelled one. A failed PutMetricData does not fail the deployment: a notice reports it.
 */
export async function recordDeployment(
    { stack, project }: { readonly stack: string; readonly project: string },
    place: Place,
    result: OperationResult,
    warn: (text: string) => void,
): Promise<void> {
    const data = metricsOf(result);
    if (data.length === 0) return;
    try {
        const { CloudWatchClient, PutMetricDataCommand } = await import("@aws-sdk/client-cloudwatch");
        const client = new CloudWatchClient(configuredClient(place));
        const dimensions = [
            { Name: "Project", Value: project },
            { Name: "Stack", Value: stack },
        ];
        await client.send(
            new PutMetricDataCommand({
                Namespace: DEPLOYMENT_METRICS.namespace,
                MetricData: data.map((datum) => ({ ...datum, Dimensions: dimensions })),
            }),
        );
    } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        warn(`The deployment is not recorded in CloudWatch: ${reason}`);
    }
}

/** One value of each metric that the deployment affects. */
export function metricsOf({ exitCode, interrupted, summary }: OperationResult) {
    const { created, updated, replaced, deleted } = summary.changes;
    const failed = exitCode !== 0;
    if (summary.seconds === undefined || interrupted) return [];
    if (!failed && created + updated + replaced + deleted === 0) return [];
    return [
        { MetricName: DEPLOYMENT_METRICS.success, Value: failed ? 0 : 1, Unit: "None" as const },
        { MetricName: DEPLOYMENT_METRICS.duration, Value: summary.seconds, Unit: "Seconds" as const },
    ];
}
