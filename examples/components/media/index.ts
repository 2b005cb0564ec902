/** Objects of a private bucket for those who have a signed URL or cookies, and keys that sign them. */
import * as pulumi from "@pulumi/pulumi";

import { Media, servedTo } from "../../../components/media";
import { EncryptionKey } from "../../../components/secret";
import { Bucket } from "../../../components/storage";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Films and their keys", region, accountId });
// The bucket's policy names the distribution, which is made after it.
const [distributionArn, setDistributionArn] = pulumi.deferredOutput<string>();
const bucket = new Bucket("films", { keyArn, statements: (arn) => servedTo(distributionArn, arn) });
const films = new Media("films", {
    bucket,
    public: ["/thumbnails/*"],
    region,
    accountId,
    keyArn,
    logs: { keyArn, retentionDays: 30 },
});
setDistributionArn(films.distributionArn);

export const { url } = films;
export const secretArn = films.keys?.secretArn;
