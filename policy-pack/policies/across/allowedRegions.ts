import { resourceRule } from "../../core/rule";

export const allowedRegions = resourceRule({
    name: "across-allowed-regions",
    title: "Resources are in allowed regions",
    description:
        "Data may not leave some countries, and nobody looks at what runs in a region that is not used.",
    severity: "high",
    catalogues: {},
    mend: "Set region, of the resource or of its provider, to an allowed one.",
    url: "https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html",
    settings: {
        regions: {
            type: "array",
            items: { type: "string" },
            default: [
                "ap-northeast-1",
                "ap-northeast-2",
                "ap-northeast-3",
                "ap-south-1",
                "ap-southeast-1",
                "ap-southeast-2",
                "ca-central-1",
                "eu-central-1",
                "eu-north-1",
                "eu-west-1",
                "eu-west-2",
                "eu-west-3",
                "sa-east-1",
                "us-east-1",
                "us-east-2",
                "us-west-1",
                "us-west-2",
            ],
            description: "Regions that may be used; by default those that need no opting in.",
        },
    },
    types: ["*", "pulumi:providers:aws"],
    check(resource, settings) {
        // Of the provider's own region, the provider itself is asked.
        const region = resource.string("region", "");
        if (region !== "" && region !== undefined && !settings.strings("regions").includes(region)) {
            resource.fail("region", "is not an allowed region");
        }
    },
});
