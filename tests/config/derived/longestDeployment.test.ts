import assert from "node:assert/strict";

import { minimal, settingsOf } from "../fixtures";

const image = "nginx:1.29.1";
const domain = { name: "shop.example.com" };
const maxSeconds = (more: object): number =>
    settingsOf({ ...minimal, ...more }).monitoring.deployments.maxSeconds;

describe("the longest deployment", () => {
    it("is a minute where nothing waits", () => {
        assert.equal(maxSeconds({}), 60);
        assert.equal(maxSeconds({ services: { worker: { image } } }), 60);
    });

    it("lasts as long as the alarms of a public service are watched", () => {
        assert.equal(maxSeconds({ services: { web: { image, public: {} } } }), 360);
    });

    it("includes the default bake time of prod", () => {
        const services = { web: { image, public: {} }, worker: { image } };
        assert.equal(maxSeconds({ tier: "prod", domain, services }), 360);
    });

    it("is that of the slowest service", () => {
        const services = {
            slow: { image, public: { host: "a" }, deployment: { strategy: "linear", shiftMinutes: 10 } },
            fast: { image, public: { host: "b" }, deployment: { strategy: "blueGreen", bakeMinutes: 1 } },
        };
        assert.equal(maxSeconds({ domain, services }), 60 + 60 * (9 * 10 + 5));
    });

    it("is monitoring.deployments.maxSeconds, if that is given", () => {
        const services = { web: { image, public: {}, deployment: { strategy: "linear" } } };
        const monitoring = { deployments: { maxSeconds: 600, maxRollBackSeconds: 90 } };
        assert.equal(maxSeconds({ services, monitoring }), 600);
    });
});
