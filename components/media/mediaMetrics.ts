import type * as pulumi from "@pulumi/pulumi";

import { errorShare, TOO_MANY_PERCENT } from "../site";
import type { AlarmArgs } from "../support/metrics";

/** Share of 403 answers in percent that is too much: some are normal, because signatures end. */
const REFUSED_PERCENT = 50;

/** Alarms of a distribution that requires signatures, or of one that does not. */
export function mediaAlarms(
    name: string,
    distributionId: pulumi.Input<string>,
    isSigned: boolean,
): Record<string, AlarmArgs> {
    return {
        "server-errors": {
            metric: errorShare(distributionId, "5xxErrorRate", "5xx answers (%)"),
            threshold: TOO_MANY_PERCENT,
            periods: 1,
            description: `Media ${name} answers more than ${TOO_MANY_PERCENT} % of requests with 5xx: its bucket does not answer.`,
        },
        ...(isSigned
            ? {
                  "refused-requests": {
                      metric: errorShare(distributionId, "4xxErrorRate", "4xx answers (%)"),
                      threshold: REFUSED_PERCENT,
                      description: `Media ${name} refuses more than ${REFUSED_PERCENT} % of requests: signatures are wrong or over. See which key signs, and whether the key group has it.`,
                  },
              }
            : {}),
    };
}
