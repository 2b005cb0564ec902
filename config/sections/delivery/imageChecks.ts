import { join } from "node:path";

import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { isFile, isFolder } from "../../checks/paths";

/** The Docker build of an image needs its files. */
export const imagesCanBeBuilt: Check = {
    keys: ["services", "tasks", "functions", "emulator", "images"],
    run: ({ services, tasks, functions, emulator, images }, { root }) => {
        const problems = (key: string, { build }: Built): Problem[] => {
            if (build === undefined) return [];
            const at = `${key}.build`;
            if (emulator !== undefined && images === "build") {
                return [
                    {
                        key: at,
                        message:
                            "is not allowed on an emulated stack, which has no Docker and no registry to push to; give image, or set plumbline:images to placeholder",
                    },
                ];
            }
            if (emulator === undefined && images === "placeholder") {
                return [
                    {
                        key: at,
                        message:
                            "is not allowed with plumbline:images placeholder, because AWS has no such image; set that to build, or give image",
                    },
                ];
            }
            const file = join(build.context, build.dockerfile);
            return [
                ...(isFolder(root, build.context) && isFile(root, file)
                    ? []
                    : [
                          {
                              key: at,
                              message: `${show(file)} is not allowed; it must be a file below the project`,
                          },
                      ]),
            ];
        };
        return [
            ...Object.entries(services).flatMap(([name, service]) =>
                problems(`plumbline:services.${name}`, service),
            ),
            ...Object.entries(tasks).flatMap(([name, task]) => problems(`plumbline:tasks.${name}`, task)),
            ...Object.entries(functions).flatMap(([name, settings]) =>
                problems(`plumbline:functions.${name}`, settings),
            ),
        ];
    },
};

type Built = Pick<Values["services"][string], "build">;

/** A pipeline that pushes images needs Docker in its build. */
export const pipelineSettings: Check = {
    keys: ["pipelines"],
    run: ({ pipelines }) =>
        Object.entries(pipelines).flatMap(([name, { docker, repositories }]) =>
            docker || repositories.length === 0
                ? []
                : [
                      {
                          key: `plumbline:pipelines.${name}.docker`,
                          message:
                              "false is not allowed with repositories; it must be true, so that the build can make images",
                      },
                  ],
        ),
};

/** Characters of all names and values: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html */
const MOST_CHARACTERS = 5500;

/** CodeBuild keeps names for itself, and limits the whole. */
export const buildVariablesFit: Check = {
    keys: ["pipelines"],
    run: ({ pipelines }) =>
        Object.entries(pipelines).flatMap(([name, { environment }]) => {
            const key = `plumbline:pipelines.${name}.environment`;
            const length = Object.entries(environment).flat().join("").length;
            return [
                ...Object.keys(environment)
                    .filter((variable) => variable.startsWith("CODEBUILD_"))
                    .map((variable) => ({
                        key: `${key}.${variable}`,
                        message: `the name ${show(variable)} is not allowed; it must not begin with CODEBUILD_, as CodeBuild's own do`,
                    })),
                ...(length <= MOST_CHARACTERS
                    ? []
                    : [
                          {
                              key,
                              message: `${length} characters of variables are not allowed; CodeBuild takes at most ${MOST_CHARACTERS} in all names and values: let the build read the rest from a file`,
                          },
                      ]),
            ];
        }),
};
