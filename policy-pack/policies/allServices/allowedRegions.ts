import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";

/** What keeps copies in other regions, and what each copy calls its region. */
const COPIED: Readonly<Record<string, string>> = {
    "aws:dynamodb/table:Table": "regionName",
    "aws:secretsmanager/secret:Secret": "region",
};

export const allowedRegions = resourceRule({
    name: "across-allowed-regions",
    title: "Resources are in allowed regions",
    description: "Laws keep some data in its country, and resources in unused regions go unmonitored.",
    severity: "high",
    catalogues: {},
    remediation:
        "Set region, of the resource or of its provider, to an allowed one, or name it in the setting regions.",
    url: "https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html",
    settings: {
        regions: {
            type: "array",
            items: { type: "string" },
            default: [
                ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"],
                ...["ap-southeast-1", "ap-southeast-2", "ca-central-1", "sa-east-1"],
                ...["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3"],
                ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
                // Of other partitions: their accounts are others, which reach no region of these.
                ...["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1"],
            ],
            description: "Allowed regions; by default the regions without opt-in.",
        },
    },
    types: ["*", "pulumi:providers:aws"],
    check(resource, settings) {
        const assertAllowed = (view: View, path: string) => {
            const region = view.string(path, "");
            if (region !== "" && region !== undefined && !settings.strings("regions").includes(region))
                view.fail(path, "is not an allowed region");
        };
        // Of the provider's own region, the provider itself is asked.
        assertAllowed(resource, "region");
        const copied = COPIED[resource.type];
        if (copied === undefined) return;
        for (const replica of resource.items("replicas")) assertAllowed(replica, copied);
    },
});
