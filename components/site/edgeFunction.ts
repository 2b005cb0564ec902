import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "../support/component";
import { ANY_HASH, type EdgeCodeArgs, edgeFunctionCode } from "../../model/edgeCode";

/** Arguments of a site's edge function. */
export interface EdgeFunctionArgs extends Omit<EdgeCodeArgs, "files" | "authorization"> {
    /** Paths of the files that the release holds, without the first slash. */
    readonly files: pulumi.Input<readonly string[]>;
    /** SHA-256 of the `Authorization` header that lets people in; undefined if everybody may. */
    readonly authorization: pulumi.Output<string> | undefined;
}

/**
 * The one CloudFront Function of a site: asks for a password, sends people on, and finds the file of a page.
 *
 * @throws pulumi.ResourceError if redirects, rewrites and names of files are more than a function holds
 */
export function createEdgeFunction(
    name: string,
    args: EdgeFunctionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Function {
    const code = (files: readonly string[], authorization: string | undefined): string => {
        try {
            return edgeFunctionCode({ ...args, files, authorization }, ` of site ${name}`);
        } catch (error) {
            throw refusal(error instanceof Error ? error.message : String(error), options.parent);
        }
    };
    // The engine shows errors within apply without a component: this checks the code's length before.
    if (Array.isArray(args.files)) code(args.files, args.authorization && ANY_HASH);
    return new cloudfront.Function(
        name,
        {
            comment: `Requests to site ${name}`,
            runtime: "cloudfront-js-2.0",
            publish: true,
            code: pulumi
                .all([args.files, pulumi.output(args.authorization)])
                .apply(([files, authorization]) => code(files, authorization)),
        },
        options,
    );
}
