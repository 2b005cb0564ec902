import { codebuildEncrypted } from "../../../../policy-pack/policies/codebuild/encrypted";
import { codebuildLogs } from "../../../../policy-pack/policies/codebuild/logs";
import { codebuildNoCredentialsInUrl } from "../../../../policy-pack/policies/codebuild/noCredentialsInUrl";
import { codebuildNoPlainSecrets } from "../../../../policy-pack/policies/codebuild/noPlainSecrets";
import { codebuildNotPrivileged } from "../../../../policy-pack/policies/codebuild/notPrivileged";
import { testRule } from "../../support/fixtures";

testRule(codebuildNotPrivileged, {
    compliant: { environment: { privilegedMode: false } },
    violating: [[{ "environment.privilegedMode": true }, /is true/]],
    unknown: { "environment.privilegedMode": "fails" },
    absent: { "environment.privilegedMode": "passes" },
    wrongType: { "environment.privilegedMode": 7 },
});

testRule(codebuildNoPlainSecrets, {
    compliant: { environment: { environmentVariables: [{ name: "STAGE", value: "prod" }] } },
    also: [
        {
            "environment.environmentVariables": [
                { name: "NPM_TOKEN", value: "npm", type: "SECRETS_MANAGER" },
            ],
        },
    ],
    violating: [
        [
            { "environment.environmentVariables": [{ name: "NPM_TOKEN", value: "x" }] },
            /environmentVariables\[0\].value looks like a secret/,
        ],
    ],
    unknown: {
        "environment.environmentVariables": "fails",
        "environment.environmentVariables.0.value": "deferred",
    },
    absent: { "environment.environmentVariables": "passes" },
    wrongType: { "environment.environmentVariables": 7 },
});

testRule(codebuildLogs, {
    compliant: { logsConfig: { cloudwatchLogs: { status: "ENABLED" } } },
    also: [{ "logsConfig.cloudwatchLogs.status": "DISABLED", "logsConfig.s3Logs": { status: "ENABLED" } }],
    violating: [[{ "logsConfig.cloudwatchLogs.status": "DISABLED" }, /is DISABLED/]],
    unknown: { "logsConfig.cloudwatchLogs.status": "fails" },
    absent: { logsConfig: "passes" },
    wrongType: { "logsConfig.cloudwatchLogs.status": 7 },
});

testRule(codebuildEncrypted, {
    compliant: { encryptionKey: "arn:key", artifacts: { encryptionDisabled: false } },
    violating: [
        [{ encryptionKey: "" }, /is not set/],
        [{ encryptionKey: "alias/aws/s3" }, /is AWS's own key/],
        [{ "artifacts.encryptionDisabled": true }, /^artifacts.encryptionDisabled is true/],
        [{ logsConfig: { s3Logs: { encryptionDisabled: true } } }, /^logsConfig.s3Logs/],
    ],
    unknown: { encryptionKey: "passes", "artifacts.encryptionDisabled": "fails" },
    absent: { encryptionKey: "fails", artifacts: "passes" },
    wrongType: { encryptionKey: 7 },
});

testRule(codebuildNoCredentialsInUrl, {
    compliant: { source: { location: "https://git.example.com/shop.git" } },
    violating: [[{ "source.location": "https://me:hunter2@git.example.com/shop.git" }, /has credentials/]],
    unknown: { "source.location": "fails" },
    absent: { "source.location": "passes" },
    wrongType: { "source.location": 7 },
});
