/** The bucket that load balancers, sites and buckets write their access logs to. */
import { createLogBucket } from "../../../components/storage";
import { accountId } from "../account";

const logs = createLogBucket("logs", { accountId, retentionDays: 90 }, {});

export const { bucketName } = logs;
