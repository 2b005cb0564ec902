import type { Check } from "../../checks/check";
import { innermostType, logicalNames } from "../../derived/resourceNames";
import { keyPath, type Problem } from "../../messages/problems";
import { matches, readPattern } from "../../../model/overrides";
import { suggestion } from "../../../model/text";
import { PLURALS } from "../../order";

/** Resources whose names nobody computes from a stack file, such as the files of a site: the program finds these. */
const NOT_COMPUTED = /^(aws:s3\/bucketObjectv2:|aws:ec2\/securityGroup:|aws:vpc\/|aws:route53\/record:)/;

/** An override that is about nothing is a mistake: a name that has changed, or was never right. */
export const overridesMatch: Check = {
    keys: ["overrides", ...Object.values(PLURALS)],
    run: (values, context) => {
        const given = Object.entries(values.overrides);
        if (given.length === 0) return [];
        const known = logicalNames(values, context).map(({ scope, name }) => ({
            type: innermostType(scope),
            name,
        }));
        const types = [...new Set(known.map(({ type }) => type))];
        return given.flatMap(([name, { resource }]): Problem[] => {
            const { type } = readPattern(resource);
            if (NOT_COMPUTED.test(type) || known.some((one) => matches(resource, one))) return [];
            const ofType = [...new Set(known.filter((one) => one.type === type).map((one) => one.name))];
            const instead =
                ofType.length > 0
                    ? `of this type there are ${ofType.slice(0, 12).join(", ")}${ofType.length > 12 ? ", …" : ""}`
                    : `the stack has no resource of this type${suggestion(type, types)}`;
            return [
                {
                    key: keyPath(["overrides", name, "resource"]),
                    message: `"${resource}" matches no resource of this stack; ${instead}`,
                },
            ];
        });
    },
};

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const RESERVED_TAG = /^aws:/i;

/** AWS keeps tags for itself; and of two values for one input nobody would know which counts. */
export const overridesFit: Check = {
    keys: ["overrides"],
    run: ({ overrides }) => {
        const owners = new Map<string, string>();
        return Object.entries(overrides).flatMap(([name, { resource, set }]): Problem[] => {
            const { tags } = set;
            const reserved = Object.keys(tags !== null && typeof tags === "object" ? tags : {}).filter(
                (tag) => RESERVED_TAG.test(tag),
            );
            const twice = leavesOf(set).flatMap((path): Problem[] => {
                const id = JSON.stringify([resource, ...path]);
                const owner = owners.get(id) ?? name;
                owners.set(id, owner);
                if (owner === name) return [];
                return [
                    {
                        key: keyPath(["overrides", name, "set", ...path]),
                        message: `is set by ${keyPath(["overrides", owner])} already, for the same resource; leave one of the two out`,
                    },
                ];
            });
            return [
                ...reserved.map((tag) => ({
                    key: keyPath(["overrides", name, "set", "tags", tag]),
                    message:
                        "is not allowed, because AWS keeps tags that begin with aws: for itself; give it another name",
                })),
                ...twice,
            ];
        });
    },
};

/** Paths of values that are no maps, which are merged. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    return value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
        : [path];
}
