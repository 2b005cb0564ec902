/** Orders of the sample shop. What it uses arrives in its environment, secrets as ARNs only. */

const orders = [
    { id: "1", item: "Teapot", quantity: 1 },
    { id: "2", item: "Cups", quantity: 6 },
];

const routes = {
    "GET /health": () => reply(200, { status: "ok" }),
    "GET /orders": () => reply(200, { orders, bucket: process.env.BUCKET_UPLOADS_NAME }),
    "GET /orders/{id}": ({ pathParameters }) => {
        const order = orders.find(({ id }) => id === pathParameters.id);
        return order ? reply(200, order) : reply(404, { message: `there is no order ${pathParameters.id}` });
    },
};

/** Answers a request of an HTTP API (payload format 2.0). */
export async function handler(event) {
    const route = routes[event.routeKey];
    return route ? route(event) : reply(404, { message: "there is no such route" });
}

function reply(statusCode, body) {
    return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
