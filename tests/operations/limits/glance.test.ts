import assert from "node:assert/strict";

import { loadStack } from "../../../cli/stack";
import { mayExceed } from "../../../operations/limits/glance";
import { minimal, settingsOf } from "../../config/fixtures";

const image = "nginx:1.29";
const code = "examples/sample/functions/orders";
const many = (count: number, value: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`w${at}`, value]));
const looks = (more: Readonly<Record<string, unknown>>): boolean =>
    mayExceed(settingsOf({ ...minimal, ...more }));
const small = { network: { cidr: "10.0.0.0/21", zones: ["a", "b"] } };

describe("limits that a stack file cannot exceed", () => {
    it("are not looked at in the stacks of the project: no preview delays their `up`", () => {
        assert.equal(mayExceed(loadStack("local")), false);
    });

    it("are looked at from the number of workloads on that a group or load balancer may not hold", () => {
        assert.equal(looks({ functions: many(45, { code }) }), false);
        assert.equal(looks({ functions: many(30, { code }), services: many(16, { image }) }), true);
    });

    it("are not looked at for addresses where there is no network", () => {
        assert.equal(looks({ network: "none", functions: many(45, { code }) }), false);
        assert.equal(looks({ network: "none", functions: many(46, { code }) }), true);
    });

    it("are looked at where a small network may have too few addresses", () => {
        const services = (maxTasks: number) => ({ services: { web: { image, maxTasks } } });
        assert.equal(looks({ ...small, ...services(2) }), false);
        assert.equal(looks({ ...small, ...services(6) }), true);
        assert.equal(looks(services(6)), false);
        const schedules = { night: { at: "cron(0 22 * * ? *)", minTasks: 1, maxTasks: 600 } };
        assert.equal(looks({ services: { web: { image, schedules } } }), true);
        const databases = {
            app: { engine: "aurora-postgresql", version: "16", minCapacity: 1, proxy: true },
        };
        assert.equal(looks({ ...small, databases }), true);
    });
});
