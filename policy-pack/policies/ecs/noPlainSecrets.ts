import { resourceRule } from "../../core/rule";
import { isSecret, SECRET_NAMES_SETTING } from "../shared/secrets";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsNoPlainSecrets = resourceRule({
    name: "ecs-no-plain-secrets",
    title: "Plain container variables contain no secrets",
    description: "Plain variables appear in task definitions, logs and crash reports.",
    severity: "high",
    catalogues: { fsbp: ["ECS.8"], cdkNag: ["AwsSolutions-ECS2"] },
    remediation: "Move the variable from environment to secrets, with the ARN of a secret.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
    settings: { names: SECRET_NAMES_SETTING },
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task, settings) {
        for (const container of containers(task)) {
            for (const variable of container.items("environment")) {
                const name = variable.string("name", "") ?? "";
                const value = variable.string("value", "") ?? "";
                if (isSecret(name, value, settings.strings("names")))
                    variable.fail("value", "looks like a secret");
            }
        }
    },
});
