import * as z from "zod";

import { existingBuckets } from "./buckets";
import { existingCaches } from "./caches";
import { existingCertificates } from "./certificates";
import { existingDatabases } from "./databases";
import { existingDirectories } from "./directories";
import { existingLoadBalancers } from "./loadBalancers";
import { existingNetwork } from "./network";
import { existingParameters } from "./parameters";
import { existingQueues } from "./queues";
import { existingSecrets } from "./secrets";
import { existingTables } from "./tables";
import { existingTopics } from "./topics";

/** What somebody else has made: looked up, used, never changed. */
export const existing = z
    .strictObject({
        network: existingNetwork,
        tables: existingTables,
        buckets: existingBuckets,
        queues: existingQueues,
        secrets: existingSecrets,
        databases: existingDatabases,
        directories: existingDirectories,
        caches: existingCaches,
        parameters: existingParameters,
        topics: existingTopics,
        certificates: existingCertificates,
        loadBalancers: existingLoadBalancers,
    })
    .prefault({})
    .describe(
        "What exists already, by kind and name, for uses: [existing:<kind>/<name>]: looked up, never changed or deleted.",
    );
