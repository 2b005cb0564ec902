import { remediationRule } from "../../core/rule";
import { TAGGED } from "./taggedTypes";

export const addTags = remediationRule({
    name: "mend-tags",
    title: "Adds missing tags to resources",
    description: "Adds the common tags of the stack to resources that lack them.",
    severity: "low",
    catalogues: {},
    remediation: "Set the enforcement level of this policy to remediate, and its tags.",
    url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    settings: {
        tags: {
            type: "object",
            additionalProperties: { type: "string" },
            default: {},
            description: "Tags to add, by name. Existing tags of a resource stay unchanged.",
        },
    },
    types: TAGGED.filter((type) => type !== "aws:autoscaling/group:Group"),
    changes(resource, settings) {
        // Existing tags are unknown in this case: adding one would remove the others.
        if (resource.isUnknown("tags")) return [];
        const there = ["tags", "tagsAll"].flatMap((path) => resource.child(path)?.keys() ?? []);
        const missing = Object.entries(settings.texts("tags")).filter(([name]) => !there.includes(name));
        return missing.map(([name, value]) => [["tags", name], value]);
    },
});
