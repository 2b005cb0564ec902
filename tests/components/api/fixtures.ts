import { ServerlessApi, type ServerlessApiArgs } from "../../../components/api/serverlessApi";
import { base, logs } from "../../support/fixtures";
import { record } from "../../support/recorder";

export const invocable = (name: string) => ({
    functionName: `${name}-0a1b2c3`,
    aliasName: "live",
    invokeArn: `arn:${name}:live`,
});
/** An API with three functions and three authorizers. */
export const args: ServerlessApiArgs = {
    functions: { orders: invocable("orders"), status: invocable("status"), unused: invocable("unused") },
    routes: {
        "GET /health": { function: "status", public: true },
        "GET /orders": { function: "orders" },
        "POST /orders/{id}": { function: "orders", public: false },
        $default: { function: "orders" },
    },
    authorizers: {
        people: { issuer: "https://issuer.example.com", audience: ["client"] },
        machines: { issuer: "https://machines.example.com", audience: ["a", "b"] },
        hooks: { check: invocable("check"), cacheSeconds: 60, identity: ["$request.header.X-Signature"] },
    },
    authorizer: "people",
    ...base,
    logs,
};
export const api = async (more: Partial<ServerlessApiArgs> = {}) =>
    await record(() => new ServerlessApi("shop", { ...args, ...more }));
