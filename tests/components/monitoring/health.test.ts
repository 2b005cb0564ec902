import assert from "node:assert/strict";

import { Component } from "../../../components/support/component";
import { createHealthAlarm } from "../../../components/monitoring/health";
import { record } from "../../support/recorder";

class Watched extends Component {
    constructor(alarms: readonly string[]) {
        super("Watched", "watched");
        createHealthAlarm("health", "shop-health", alarms, this.child);
    }
}

const healthOf = async (count: number): Promise<Record<string, string[]>> => {
    const alarms = Array.from({ length: count }, (_, index) => `alarm-${index}`);
    const { graph } = await record(() => new Watched(alarms));
    return Object.fromEntries(
        graph
            .all("cloudwatch.CompositeAlarm")
            .map(({ inputs }) => [String(inputs["alarmName"]), String(inputs["alarmRule"]).split(" OR ")]),
    );
};

describe("the composite alarm of a stack", () => {
    it("goes off with any other alarm", async () => {
        assert.deepEqual(await healthOf(2), { "shop-health": ['ALARM("alarm-0")', 'ALARM("alarm-1")'] });
    });

    it("is one alarm as long as one composite alarm may watch all", async () => {
        assert.deepEqual(Object.keys(await healthOf(100)), ["shop-health"]);
    });

    it("watches intermediate alarms of a hundred each, and omits none", async () => {
        const made = await healthOf(101);
        assert.deepEqual(made["shop-health"], ['ALARM("shop-health-1")', 'ALARM("shop-health-2")']);
        const watched = ["shop-health-1", "shop-health-2"].flatMap((name) => made[name] ?? []);
        assert.equal(new Set(watched).size, 101);
        assert.ok(Object.values(made).every((children) => children.length <= 100));
    });

    it("is absent without alarms", async () => {
        assert.deepEqual(await healthOf(0), {});
    });
});
