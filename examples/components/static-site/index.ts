/** A site on CloudFront; each release is a folder of its own. */
import { join } from "node:path";

import { EncryptionKey } from "../../../components/secret";
import { createLogBucket } from "../../../components/storage";
import { StaticSite } from "../../../components/site";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Files of the site", region, accountId });
const logBucket = createLogBucket("logs", { accountId, retentionDays: 30 }, {});
const site = new StaticSite("shop", {
    content: join(__dirname, "../../sample/site"),
    region,
    accountId,
    keyArn: key.keyArn,
    logBucket: logBucket.openedName,
    accessLogBucketArn: logBucket.bucketArn,
});

export const { url, release } = site;
