import type { Check } from "./check";

/** Images are made with Docker, which a build has only if it is told so. */
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
