import { times } from "../ranges";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimator, Estimators } from "../estimator";

const requests =
    (price: string): Estimator =>
    (_, { assumptions }) => [
        {
            what: "requests",
            price: `apigateway/${price}`,
            quantity: times(assumptions.apiRequests, 1e-6),
            assumptions: ["apiRequests"],
        },
    ];

export const apiGateway: Estimators = {
    "aws:apigatewayv2/api:Api": (resource, context) =>
        requests(read(resource).needText("protocolType") === "WEBSOCKET" ? "websocket" : "http")(
            resource,
            context,
        ),
    "aws:apigateway/restApi:RestApi": requests("rest"),
    "aws:apigateway/stage:Stage": (resource) => {
        if (read(resource).flag("cacheClusterEnabled") === true) {
            throw new Undetermined("the price table has no caches of API Gateway");
        }
        return [];
    },
};
