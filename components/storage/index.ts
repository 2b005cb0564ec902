export { Bucket, type BucketArgs } from "./bucket";
export { logRequests } from "./cloudFrontLogs";
export { bucketLink } from "./bucketLink";
export { queueLink } from "./queueLink";
export { tableLink } from "./tableLink";
export { createLogBucket, type LogBucketArgs } from "./logBucket";
export { Queue, type QueueArgs } from "./queue";
export { Table, type TableArgs, type TableIndex, type TableKey } from "./table";
