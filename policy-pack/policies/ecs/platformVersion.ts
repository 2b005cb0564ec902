import { resourceRule } from "../../core/rule";

export const ecsPlatformVersion = resourceRule({
    name: "ecs-platform-version",
    title: "Services use a current platform version of Fargate",
    description: "Old platform versions get no security updates.",
    severity: "medium",
    catalogues: { fsbp: ["ECS.10"], checkov: ["CKV_AWS_332"] },
    remediation: "Remove platformVersion, or set it to LATEST.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
    settings: {
        versions: {
            type: "array",
            items: { type: "string" },
            // Of Linux and of Windows; that Linux had a 1.0.0, too, was long ago: AWS starts nothing there any more.
            default: ["LATEST", "1.4.0", "1.0.0"],
            description: "Allowed versions.",
        },
    },
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    check(service, settings) {
        const version = service.string("platformVersion", "");
        if (version === undefined || version === "") return;
        if (!settings.strings("versions").includes(version))
            service.fail("platformVersion", "is an old version");
    },
});
