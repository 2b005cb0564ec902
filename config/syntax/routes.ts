/**
 * Route keys of HTTP APIs: `$default`, or a method and a path.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];

/** The words for what is allowed instead of a route; undefined if API Gateway accepts it. */
export function otherRoute(text: string): string | undefined {
    const [, method = "", path] = /^([A-Z]+) (\/.*)$/.exec(text) ?? [];
    if (text === "$default") return undefined;
    if (path === undefined || !METHODS.includes(method)) {
        return `a route such as "GET /orders/{id}" (methods ${METHODS.join(", ")}) or "$default"`;
    }
    // The start page, and a slash at the end.
    const segments = path.slice(1).replace(/\/$/, "").split("/");
    const wrong = path === "/" ? undefined : segments.find((segment) => !isSegment(segment));
    if (wrong !== undefined) {
        return `a route whose parts are letters, digits and any of . _ - : or one parameter such as {id}, not "${wrong}"`;
    }
    if (segments.slice(0, -1).some((segment) => segment.endsWith("+}"))) {
        return "a route with a parameter for the rest of the path, such as {proxy+}, at its end only";
    }
    const names = segments.flatMap((segment) => /^\{([^+}]+)\+?\}$/.exec(segment)?.[1] ?? []);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    return twice === undefined ? undefined : `a route that has the parameter {${twice}} once`;
}

function isSegment(segment: string): boolean {
    return /^([\w.:-]+|\{[\w.:-]+\+?\})$/.test(segment);
}
