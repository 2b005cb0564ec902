import * as assert from "node:assert/strict";
import { emulatedAddresses } from "../../cli/addresses";

type Given = Parameters<typeof emulatedAddresses>[0];

const LOCAL = { folder: "app", command: ["node", "main.mjs"] };
const service = (more: object = {}) => ({ local: LOCAL, public: { paths: ["/*"] }, ...more });

function given(more: object): Given {
    const none = { hosts: {}, apis: {}, sites: {}, services: {} };
    return { emulator: "http://127.0.0.1:4566", ...none, ...more } as unknown as Given;
}

describe("addresses of an emulated stack for a browser", () => {
    it("are those of public services that run, below their host, or the load balancer's without a domain", () => {
        const services = {
            web: service(),
            shop: service({ public: { paths: ["/shop/*", "/cart"] } }),
            idle: service({ local: undefined }),
            stock: service({ public: undefined }),
        };
        const url = "http://public-1.us-east-1.elb.amazonaws.com";
        const outputs = { services: { web: { url }, shop: { url }, idle: { url }, stock: { url } } };
        const hosts = { "service/web": "web.example.com", "service/idle": "idle.example.com" };
        assert.deepEqual(emulatedAddresses(given({ services, hosts }), outputs), [
            ["service/web", "http://web.example.com.localhost:4566/"],
            ["service/shop", "http://public-1.us-east-1.elb.amazonaws.com.localhost:4566/shop/"],
        ]);
    });

    it("are those of a site where a service answers behind it only", () => {
        const paths = {
            "/admin/*": { to: "service/admin", stripPrefix: true, direct: false },
            "/idle/*": { to: "service/idle", direct: true },
        };
        const services = { admin: service(), idle: service({ local: undefined }) };
        const hosts = { "site/shop": "shop.localhost", "service/admin": "admin.shop.localhost" };
        assert.deepEqual(emulatedAddresses(given({ services, hosts, sites: { shop: { paths } } }), {}), [
            ["site/shop", "http://shop.localhost:4566/"],
            ["site/shop/admin/*", "http://shop.localhost:4566/admin/"],
        ]);
    });

    it("are none of a stack in AWS", () => {
        assert.deepEqual(
            emulatedAddresses(given({ emulator: undefined, services: { web: service() } }), {}),
            [],
        );
    });
});
