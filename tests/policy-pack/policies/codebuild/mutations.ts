import type { Mutation } from "../../mutations/mutation";

const PROJECT = { stack: "local", type: "aws:codebuild/project:Project", name: "shop-build" } as const;

export const codebuild: readonly Mutation[] = [
    { rule: "codebuild-encrypted", ...PROJECT, set: { encryptionKey: undefined } },
    { rule: "codebuild-logs", ...PROJECT, set: { "logsConfig.cloudwatchLogs.status": "DISABLED" } },
    {
        rule: "codebuild-no-credentials-in-url",
        ...PROJECT,
        set: { "source.location": "https://me:hunter2@git.example.com/shop.git" },
    },
    {
        rule: "codebuild-no-plain-secrets",
        ...PROJECT,
        set: { "environment.environmentVariables": [{ name: "NPM_TOKEN", value: "hunter2" }] },
    },
    { rule: "codebuild-not-privileged", ...PROJECT, set: { "environment.privilegedMode": true } },
];
