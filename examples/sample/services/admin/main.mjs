// Stands for an image with pages for administrators. It shows what the load balancer and its links bring.
import { createServer } from "node:http";

const { PORT, HOST, SERVICE_STOCK_URL: stock = "" } = process.env;

/** What the private service answers, or that it does not. */
async function inStock() {
    return fetch(stock, { signal: AbortSignal.timeout(2000) }).then(
        async (answer) => answer.text(),
        () => `${stock} does not answer`,
    );
}

createServer(async (request, response) => {
    if (request.headers["user-agent"]?.startsWith("ELB-HealthChecker")) return response.end("well");
    const given = Object.keys(process.env).filter((name) => /^(DATABASE|CACHE|BUCKET|QUEUE)_/.test(name));
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.end(`Administration of the sample shop

path:     ${request.url}
caller:   ${request.headers["x-forwarded-for"]} by ${request.headers["x-forwarded-proto"]}
in stock: ${await inStock()}
given:    ${given.sort().join(", ")}
`);
}).listen(Number(PORT), HOST, () => console.log("admin listens"));

process.on("SIGTERM", () => process.exit(0));
