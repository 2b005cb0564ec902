import { times } from "../ranges";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimators } from "../estimator";

export const cloudFront: Estimators = {
    "aws:cloudfront/distribution:Distribution": (resource, { assumptions }) => {
        const distribution = read(resource);
        const behaviors = [
            ...distribution.readers("orderedCacheBehaviors"),
            ...(distribution.has("defaultCacheBehavior")
                ? [
                      read({
                          ...resource,
                          props: resource.props["defaultCacheBehavior"] as typeof resource.props,
                      }),
                  ]
                : []),
        ];
        if (behaviors.some((behavior) => behavior.list("lambdaFunctionAssociations").length > 0)) {
            throw new Undetermined("the price table has no functions of Lambda@Edge");
        }
        // Functions run for each request, before the cache and after it.
        const functions = Math.max(0, ...behaviors.map((it) => it.list("functionAssociations").length));
        const requests = { assumptions: ["cdnRequests"] };
        return [
            {
                what: "data to viewers",
                price: "cloudfront/data",
                quantity: assumptions.cdnGb,
                assumptions: ["cdnGb"],
            },
            {
                what: "requests",
                price: "cloudfront/request",
                quantity: times(assumptions.cdnRequests, 1e-4),
                ...requests,
            },
            ...(functions === 0
                ? []
                : [
                      {
                          what: "invocations of functions",
                          price: "cloudfront/function",
                          quantity: times(assumptions.cdnRequests, functions * 1e-6),
                          ...requests,
                      },
                  ]),
        ];
    },
};
