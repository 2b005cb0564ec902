/** CodeBuild and CodePipeline. */
import { exactly } from "../ranges";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimators } from "../estimator";

const SYSTEMS: Readonly<Record<string, string>> = { LINUX_CONTAINER: "linux", ARM_CONTAINER: "arm" };

export const builds: Estimators = {
    "aws:codebuild/project:Project": (resource, { assumptions }) => {
        const project = read(resource);
        const type = project.needText("environment.type");
        const system = SYSTEMS[type];
        if (system === undefined) throw new Undetermined(`the price table has no builds on ${type}`);
        return [
            {
                what: "minutes of builds",
                price: `codebuild/${system}.${project.needText("environment.computeType")}`,
                quantity: assumptions.buildMinutes,
                assumptions: ["buildMinutes"],
            },
        ];
    },
    "aws:codepipeline/pipeline:Pipeline": (resource, { assumptions }) =>
        read(resource).text("pipelineType") === "V2"
            ? [
                  {
                      what: "minutes of actions",
                      price: "codepipeline/V2",
                      quantity: assumptions.pipelineMinutes,
                      assumptions: ["pipelineMinutes"],
                  },
              ]
            : [{ what: "active pipeline", price: "codepipeline/V1", quantity: exactly(1) }],
};
