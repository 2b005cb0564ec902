import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";
import { TAGGED } from "./taggedTypes";

export const requiredTags = resourceRule({
    name: "across-required-tags",
    title: "Resources carry the required tags",
    description: "Without tags, a resource has no known owner, cost centre or reason to exist.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set tags, or the provider's defaultTags, which every resource then gets.",
    url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    settings: {
        tags: {
            type: "array",
            items: { type: "string" },
            default: ["Project", "Environment", "Owner", "CostCenter"],
            description: "Names of the tags that every resource requires.",
        },
    },
    types: TAGGED,
    check(resource, settings) {
        // Auto Scaling groups state for each tag whether instances get it, too.
        const isOfServers = resource.type === "aws:autoscaling/group:Group";
        const found = new Set(
            isOfServers
                ? resource.items("tags").flatMap((tag) => (tag.isSet("value") ? tag.string("key", "") : []))
                : ["tagsAll", "tags"].flatMap((path) => named(resource.child(path))),
        );
        // Its tags reach every other resource, but the engine may not have put them there yet.
        const defaults: unknown = isOfServers ? null : resource.provider?.json("defaultTags");
        const common = typeof defaults === "object" && defaults !== null && Reflect.get(defaults, "tags");
        for (const key of Object.keys((common || {}) as object)) found.add(key);
        const missing = settings.strings("tags").filter((name) => !found.has(name));
        if (missing.length > 0) resource.fail("tags", `has no ${missing.join(", ")}`);
    },
});

/** Names of non-empty tags; for a name with a dot, presence is enough. */
function named(tags: View | undefined): string[] {
    return (tags?.keys() ?? []).filter((name) => name.includes(".") || tags?.isSet(name));
}
