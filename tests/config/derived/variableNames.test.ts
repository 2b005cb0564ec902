import assert from "node:assert/strict";

import { variableNames } from "../../../config/derived/linkVariables";
import { readStackFile } from "../../../config/stackFile";
import { validate } from "../../../config/validate";
import { recordStack, ROOT } from "../../support/program";

const STACK = "local";

describe("variables of links", () => {
    const settings = validate(readStackFile(ROOT, STACK), STACK, ROOT, "plumbline");
    const computed = (uses: readonly string[], as: "arn" | "value"): string[] =>
        [...new Set(uses.flatMap((use) => variableNames(use, settings, as)))].sort();

    it("of a service are those that its container gets", async () => {
        const { graph } = await recordStack(STACK);
        const text = String(graph.inputs("ecs.TaskDefinition", "admin")["containerDefinitions"]);
        const [container] = JSON.parse(text) as {
            environment: { name: string }[];
            secrets: { name: string }[];
        }[];
        const names = [...(container?.environment ?? []), ...(container?.secrets ?? [])].map(
            ({ name }) => name,
        );
        assert.deepEqual(names.sort(), computed(settings.services["admin"]?.uses ?? [], "value"));
    });

    it("of a function are those that it gets, besides its own", async () => {
        const { graph } = await recordStack(STACK);
        const { environment } = graph.inputs("lambda.Function", "orders") as {
            environment: { variables: Record<string, string> };
        };
        const { uses = [], environment: own = {} } = settings.functions["orders"] ?? {};
        assert.deepEqual(
            Object.keys(environment.variables).sort(),
            [...computed(uses, "arn"), ...Object.keys(own)].sort(),
        );
    });
});
