import type * as pulumi from "@pulumi/pulumi";

import { distributionMetric } from "../site";
import type { AlarmArgs } from "../support/metrics";

/** Share of 5xx answers in percent that is too much, and of 403, which is normal to a degree: signatures end. */
const ERROR_PERCENT = 1;
const REFUSED_PERCENT = 50;
/** Requests in five minutes from which on a share is meaningful. */
const ENOUGH = 20;

/** Alarms of a distribution that requires signatures, or of one that does not. */
export function mediaAlarms(
    name: string,
    distributionId: pulumi.Input<string>,
    isSigned: boolean,
): Record<string, AlarmArgs> {
    const share = (metric: string, label: string) => ({
        expression: `IF(requests >= ${ENOUGH}, errors, 0)`,
        label,
        metrics: {
            errors: distributionMetric(distributionId, metric),
            requests: distributionMetric(distributionId, "Requests", { statistic: "Sum" }),
        },
    });
    return {
        "server-errors": {
            metric: share("5xxErrorRate", "5xx answers (%)"),
            threshold: ERROR_PERCENT,
            periods: 1,
            description: `Media ${name} answers more than ${ERROR_PERCENT} % of requests with 5xx: its bucket does not answer.`,
        },
        ...(isSigned
            ? {
                  "refused-requests": {
                      metric: share("4xxErrorRate", "4xx answers (%)"),
                      threshold: REFUSED_PERCENT,
                      description: `Media ${name} refuses more than ${REFUSED_PERCENT} % of requests: signatures are wrong or over. See which key signs, and whether the key group has it.`,
                  },
              }
            : {}),
    };
}
