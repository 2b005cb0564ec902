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
