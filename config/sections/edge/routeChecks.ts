import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";

/** Routes that match the same requests, whatever their parameters are called: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
export const routesFit: Check = {
    keys: ["apis"],
    run: ({ apis }) =>
        Object.entries(apis).flatMap(([name, { routes }]) => {
            const first = new Map<string, string>();
            return Object.keys(routes).flatMap((route): Problem[] => {
                const matched = route.replaceAll(/\{[^}+]+/g, "{");
                const other = first.get(matched);
                if (other !== undefined) {
                    return [
                        {
                            key: keyPath(["apis", name, "routes", route]),
                            message: `matches the same requests as ${show(other)}; leave one of the two out`,
                        },
                    ];
                }
                first.set(matched, route);
                return [];
            });
        }),
};
