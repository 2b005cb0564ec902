/** An HTTP API in front of a function, for the users of a directory. */
import { join } from "node:path";

import { EncryptionKey } from "../../../components/secret";
import { ServerlessApi } from "../../../components/api";
import { ServerlessFunction } from "../../../components/function";
import { UserDirectory } from "../../../components/directory";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Logs of the API", region, accountId });
const base = { region, accountId, logs: { retentionDays: 30, keyArn: key.keyArn } };
const orders = new ServerlessFunction("orders", {
    code: join(__dirname, "../../sample/functions/orders"),
    ...base,
});
const customers = new UserDirectory("customers", { region });
const api = new ServerlessApi("shop", {
    functions: { orders },
    authorizers: { customers: { issuer: customers.issuer, audience: [customers.clientId] } },
    authorizer: "customers",
    routes: {
        "GET /health": { function: "orders", public: true },
        "GET /orders": { function: "orders" },
    },
    ...base,
});

export const { url } = api;
