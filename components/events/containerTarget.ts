import type { EventTargetArgs } from "@pulumi/aws/cloudwatch";

import type { RuleSource } from "./ruleSource";
import type { ContainerParameters } from "./target";

/** Variables of every container that an event starts. */
const OF_EVENTS = { EVENT_ID: "$.id", EVENT_TYPE: "$.detail-type" };
/** Besides, if the event is of an object. */
const OF_OBJECTS = { EVENT_BUCKET: "$.detail.bucket.name", EVENT_KEY: "$.detail.object.key" };

/**
 * What a rule starts: one task, whose container gets parts of the event as variables. EventBridge quotes a value that
 * stands alone in the template, so that no key of an object can say anything else than itself.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function containerSettings(
    { taskDefinitionArn, launchType, propagateTags, networkConfiguration }: ContainerParameters,
    container: string,
    { variables = {}, ofObjects = false }: RuleSource,
): Pick<EventTargetArgs, "ecsTarget" | "inputTransformer"> {
    const inputPaths = { ...OF_EVENTS, ...(ofObjects ? OF_OBJECTS : {}), ...variables };
    const environment = Object.keys(inputPaths).map((name) => `{"name":"${name}","value":<${name}>}`);
    const overrides = `{"name":${JSON.stringify(container)},"environment":[${environment.join()}]}`;
    return {
        ecsTarget: {
            taskDefinitionArn,
            taskCount: 1,
            launchType,
            propagateTags,
            networkConfiguration,
        },
        inputTransformer: { inputPaths, inputTemplate: `{"containerOverrides":[${overrides}]}` },
    };
}
