/** Sites: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistribution.html */
import { CloudFrontClient, type Distribution, GetDistributionCommand } from "@aws-sdk/client-cloudfront";
import { ofType } from "../parts/parts";
import { clock } from "../text/clock";
import { type Condition, gone, type Look, type Row } from "./row";

/** CloudFront describes one distribution at a time. */
export const sites: Look = async (parts, { client }) => {
    const cloudFront = new CloudFrontClient(client);
    return Promise.all(
        parts.map(async (part) => {
            const distribution = ofType(part, "aws:cloudfront/distribution:Distribution").find(({ urn }) =>
                urn.endsWith(`::${part.name}`),
            );
            const id = distribution?.id;
            if (id === undefined) return gone(part.id);
            try {
                const answer = await cloudFront.send(new GetDistributionCommand({ Id: id }));
                return rowOf(part.id, answer.Distribution);
            } catch (error) {
                if (error instanceof Error && error.name === "NoSuchDistribution") return gone(part.id);
                throw error;
            }
        }),
    );
};

/** Where releases are in a site's bucket, as an origin's path. */
const RELEASE = /^\/releases\/(.+)$/;

function rowOf(id: string, found: Distribution | undefined): Row {
    const { Status: status = "", LastModifiedTime: time, DistributionConfig: config } = found ?? {};
    const isEnabled = config?.Enabled ?? false;
    const [release] = (config?.Origins?.Items ?? []).flatMap(({ OriginPath: path = "" }) => {
        const [, name] = RELEASE.exec(path) ?? [];
        return name === undefined ? [] : [name];
    });
    return {
        id,
        condition: conditionOf(status, isEnabled),
        runs: `${status === "InProgress" ? "being deployed" : status.toLowerCase()}${isEnabled ? "" : ", disabled"}`,
        version: release === undefined ? "" : `release ${release}`,
        last: time === undefined ? "" : `${clock(time)} changed`,
        facts: {
            status,
            enabled: isEnabled,
            release: release ?? null,
            changed: time?.toISOString() ?? null,
        },
    };
}

function conditionOf(status: string, isEnabled: boolean): Condition {
    if (!isEnabled) return "broken";
    return status === "Deployed" ? "healthy" : "changing";
}
