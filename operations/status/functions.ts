/** Functions: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
import {
    type FunctionConfiguration,
    GetFunctionConfigurationCommand,
    LambdaClient,
} from "@aws-sdk/client-lambda";
import { liveAlias } from "../invoke/call";
import { clock } from "../text/clock";
import { type Condition, gone, type Look, type Row } from "./row";

/** Lambda has no operation for several functions that says which version an alias stands for. */
export const functions: Look = async (parts, { client }) => {
    const lambda = new LambdaClient(client);
    return Promise.all(
        parts.map(async (part) => {
            const { functionName, alias } = liveAlias(part);
            try {
                const command = new GetFunctionConfigurationCommand({
                    FunctionName: functionName,
                    Qualifier: alias,
                });
                return rowOf(part.id, await lambda.send(command));
            } catch (error) {
                if (error instanceof Error && error.name === "ResourceNotFoundException")
                    return gone(part.id);
                throw error;
            }
        }),
    );
};

function rowOf(id: string, found: FunctionConfiguration): Row {
    const { State: state, LastUpdateStatus: update, LastModified: modified, Version: version } = found;
    const reason = found.LastUpdateStatusReason ?? found.StateReason;
    const time = modified === undefined ? undefined : new Date(modified);
    return {
        id,
        condition: conditionOf(found),
        runs: [state ?? "", update === undefined || update === "Successful" ? "" : `update ${update}`]
            .filter((text) => text !== "")
            .join(", ")
            .toLowerCase(),
        version: version === undefined ? "" : `version ${version}`,
        last: `${time === undefined ? "" : `${clock(time)} updated`}${reason === undefined ? "" : `: ${reason}`}`,
        facts: {
            version: version ?? null,
            state: state ?? null,
            lastUpdate: update ?? null,
            reason: reason ?? null,
            modified: time?.toISOString() ?? null,
        },
    };
}

function conditionOf({ State: state, LastUpdateStatus: update }: FunctionConfiguration): Condition {
    if (state === "Failed" || update === "Failed") return "broken";
    if (state === "Pending" || update === "InProgress") return "changing";
    // Lambda puts away the network of a function that nobody calls, and gets it again with the next call.
    return state === "Inactive" ? "idle" : "healthy";
}
