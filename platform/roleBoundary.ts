import type * as pulumi from "@pulumi/pulumi";

import { DELIVERY_PATH } from "../components/pipeline";

/**
 * Transformations that give every IAM role a permissions boundary, except the delivery roles, which have their own.
 *
 * @param boundaryArn undefined: no role gets one
 */
export function boundRoles(boundaryArn: string | undefined): pulumi.ResourceTransformation[] {
    if (boundaryArn === undefined) return [];
    return [
        ({ type, props, opts }) => {
            if (type !== "aws:iam/role:Role") return undefined;
            const given = props as Readonly<Record<string, unknown>>;
            if (given["path"] === DELIVERY_PATH) return undefined;
            return { props: { ...given, permissionsBoundary: boundaryArn }, opts };
        },
    ];
}
