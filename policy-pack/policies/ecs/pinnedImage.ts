import { resourceRule } from "../../core/rule";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsPinnedImage = resourceRule({
    name: "ecs-pinned-image",
    title: "Images have a fixed tag or digest",
    description:
        'What "latest" is changes between two starts: tasks of one service differ, and there is no way back.',
    severity: "medium",
    catalogues: {},
    remediation: "Set image of the container to a digest or a fixed tag.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task) {
        for (const container of containers(task)) {
            const image = container.string("image", "");
            if (image === undefined || image.includes("@sha256:")) continue;
            const [, tag = "latest"] = (image.split("/").at(-1) ?? "").split(":");
            if (tag === "latest") container.fail("image", "has no digest and no fixed tag");
        }
    },
});
