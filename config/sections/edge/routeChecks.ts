import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";

/** A part of a path, and a parameter that takes one part; the last may take the rest. */
const PART = /^([\w.-]*|\{[\w.-]+\})$/;
const REST = /^\{[\w.-]+\+\}$/;

/** Parameters of routes: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
export const routesFit: Check = {
    keys: ["apis"],
    run: ({ apis }) =>
        Object.entries(apis).flatMap(([name, { routes }]) => {
            const first = new Map<string, string>();
            return Object.keys(routes).flatMap((route): Problem[] => {
                const complain = (message: string): Problem[] => [
                    { key: keyPath(["apis", name, "routes", route]), message },
                ];
                const parts = (route.split(" ")[1] ?? "").split("/").slice(1);
                const wrong = parts.find(
                    (part, index) => !PART.test(part) && !(REST.test(part) && index === parts.length - 1),
                );
                if (wrong !== undefined) {
                    return complain(
                        `${show(wrong)} is not allowed in a path; a parameter must be a whole part such as {id}, and only the last may take the rest, such as {proxy+}`,
                    );
                }
                const parameters = parts.filter((part) => part.startsWith("{"));
                const twice = parameters.find((one, index) => parameters.indexOf(one) !== index);
                if (twice !== undefined) {
                    return complain(`has the parameter ${twice} twice; each must have another name`);
                }
                const matched = route.replaceAll(/\{[^}+]+/g, "{");
                const other = first.get(matched);
                if (other !== undefined) {
                    return complain(`matches the same requests as ${show(other)}; leave one of the two out`);
                }
                first.set(matched, route);
                return [];
            });
        }),
};
