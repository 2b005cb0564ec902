/** Pipelines: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListPipelineExecutions.html */
import { ofType, textOf } from "../parts/parts";
import { clock } from "../text/clock";
import { type Condition, gone, type Look, type Row } from "./row";

interface Execution {
    readonly status?: string;
    /** Seconds since 1970. */
    readonly lastUpdateTime?: number;
    readonly sourceRevisions?: readonly { readonly revisionId?: string; readonly revisionSummary?: string }[];
}

/** CodePipeline lists the executions of one pipeline at a time. */
export const pipelines: Look = async (parts, { ask }) =>
    Promise.all(
        parts.map(async (part) => {
            const name = textOf(ofType(part, "aws:codepipeline/pipeline:Pipeline")[0], "name");
            if (name === undefined) return gone(part.id);
            try {
                const text = await ask({
                    service: "codepipeline",
                    method: "POST",
                    target: "CodePipeline_20150709.ListPipelineExecutions",
                    body: JSON.stringify({ pipelineName: name, maxResults: 1 }),
                });
                const { pipelineExecutionSummaries: found = [] } = JSON.parse(text) as {
                    readonly pipelineExecutionSummaries?: readonly Execution[];
                };
                return rowOf(part.id, found[0]);
            } catch (error) {
                if (/PipelineNotFound/.test(String(error))) return gone(part.id);
                throw error;
            }
        }),
    );

function rowOf(id: string, last: Execution | undefined): Row {
    if (last === undefined) {
        return {
            id,
            condition: "idle",
            runs: "has never run",
            version: "",
            last: "",
            facts: { status: null },
        };
    }
    const { status = "", lastUpdateTime, sourceRevisions: [revision] = [] } = last;
    const time = lastUpdateTime === undefined ? undefined : new Date(lastUpdateTime * 1000);
    const commit = revision?.revisionId ?? "";
    return {
        id,
        condition: conditionOf(status),
        runs: status.toLowerCase(),
        version: commit.slice(0, 8),
        last: clock(time),
        facts: { status, revision: commit === "" ? null : commit, updated: time?.toISOString() ?? null },
    };
}

/** One that was stopped by hand, or cancelled or superseded by the next, is no fault. */
function conditionOf(status: string): Condition {
    if (status === "Failed") return "broken";
    if (status === "InProgress" || status === "Stopping") return "changing";
    return status === "Succeeded" ? "healthy" : "idle";
}
