import { ecsCircuitBreaker } from "../../../../policy-pack/policies/ecs/circuitBreaker";
import { ecsContainerInsights } from "../../../../policy-pack/policies/ecs/containerInsights";
import { ecsExecCustomerKey } from "../../../../policy-pack/policies/ecs/execCustomerKey";
import { ecsExecLogged } from "../../../../policy-pack/policies/ecs/execLogged";
import { ecsFileSystemsEncrypted } from "../../../../policy-pack/policies/ecs/fileSystemsEncrypted";
import { ecsLogs } from "../../../../policy-pack/policies/ecs/logs";
import { ecsManagedTermination } from "../../../../policy-pack/policies/ecs/managedTermination";
import { ecsNoHostNetwork } from "../../../../policy-pack/policies/ecs/noHostNetwork";
import { ecsNoHostProcesses } from "../../../../policy-pack/policies/ecs/noHostProcesses";
import { ecsNoPlainSecrets } from "../../../../policy-pack/policies/ecs/noPlainSecrets";
import { ecsNoPublicIp } from "../../../../policy-pack/policies/ecs/noPublicIp";
import { ecsNoShell } from "../../../../policy-pack/policies/ecs/noShell";
import { ecsNotPrivileged } from "../../../../policy-pack/policies/ecs/notPrivileged";
import { ecsNotRoot } from "../../../../policy-pack/policies/ecs/notRoot";
import { ecsPinnedImage } from "../../../../policy-pack/policies/ecs/pinnedImage";
import { ecsPlatformVersion } from "../../../../policy-pack/policies/ecs/platformVersion";
import { ecsReadOnlyRoot } from "../../../../policy-pack/policies/ecs/readOnlyRoot";
import { ecsSeparateRoles } from "../../../../policy-pack/policies/ecs/separateRoles";
import { ecsTwoTasks } from "../../../../policy-pack/policies/ecs/twoTasks";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

/** A task definition of one container that satisfies every rule but for a change. */
const containers = (change: object) => ({
    containerDefinitions: JSON.stringify([
        {
            image: "nginx:1.29",
            user: "1000:1000",
            readonlyRootFilesystem: true,
            privileged: false,
            logConfiguration: { logDriver: "awslogs" },
            ...change,
        },
    ]),
});

testRule(ecsNoPublicIp, {
    compliant: { networkConfiguration: { assignPublicIp: false } },
    also: [{ "networkConfiguration.assignPublicIp": "false" }],
    violating: [
        [{ "networkConfiguration.assignPublicIp": true }, /^networkConfiguration\.assignPublicIp is true/],
    ],
    unknown: { "networkConfiguration.assignPublicIp": "fails" },
    absent: { "networkConfiguration.assignPublicIp": "passes" },
    wrongType: { "networkConfiguration.assignPublicIp": "maybe" },
});

testRule(ecsNoHostProcesses, {
    compliant: { pidMode: "task" },
    violating: [
        [{ pidMode: "host" }, /^pidMode/],
        [{ ipcMode: "host" }, /^ipcMode/],
    ],
    unknown: { pidMode: "fails", ipcMode: "fails" },
    absent: { pidMode: "passes", ipcMode: "passes" },
    wrongType: { pidMode: 7 },
});

testRule(ecsNoHostNetwork, {
    compliant: { networkMode: "awsvpc" },
    violating: [[{ networkMode: "host" }, /is host/]],
    unknown: { networkMode: "fails" },
    absent: { networkMode: "passes" },
    wrongType: { networkMode: 7 },
});

testRule(ecsNotPrivileged, {
    compliant: containers({}),
    also: [containers({ privileged: null })],
    violating: [
        [containers({ privileged: true }), /^containerDefinitions\[0\].privileged is true/],
        [containers({ privileged: undefined, Privileged: true }), /privileged is true/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ privileged: "maybe" }),
});

testRule(ecsReadOnlyRoot, {
    compliant: containers({}),
    violating: [
        [containers({ readonlyRootFilesystem: false }), /readonlyRootFilesystem is not true/],
        [containers({ readonlyRootFilesystem: null }), /not true/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ readonlyRootFilesystem: 7 }),
});

testRule(ecsNotRoot, {
    compliant: containers({}),
    also: [containers({ user: "nobody" }), containers({ user: "1001" })],
    violating: [
        [containers({ user: "root" }), /user is root/],
        [containers({ user: "0:0" }), /is root/],
        [containers({ user: "" }), /is not set/],
        [containers({ user: null }), /is not set/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ user: 7 }),
});

testRule(ecsNoPlainSecrets, {
    compliant: containers({}),
    also: [
        containers({
            environment: [
                { name: "DATABASE_SECRET_ARN", value: "x" },
                { name: "TOKEN", value: "" },
                { name: "SECRET", value: "arn:aws:secretsmanager:x" },
            ],
        }),
        containers({ environment: null }),
    ],
    violating: [
        [
            containers({ environment: [{ name: "DATABASE_PASSWORD", value: "x" }] }),
            /environment\[0\].value looks like/,
        ],
        [containers({ environment: [{ name: "A", value: "AKIAIOSFODNN7EXAMPLE" }] }), /looks like/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ environment: 7 }),
});

testRule(ecsLogs, {
    compliant: containers({}),
    also: [containers({ logConfiguration: { logDriver: "awsfirelens" } })],
    violating: [
        [containers({ logConfiguration: null }), /logDriver is not set/],
        [containers({ logConfiguration: { logDriver: "none" } }), /is not set/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ logConfiguration: { logDriver: 7 } }),
});

testRule(ecsPinnedImage, {
    compliant: containers({}),
    also: [
        containers({ image: "nginx:1.29" }),
        containers({ image: "nginx@sha256:abc" }),
        containers({ image: "localhost:5000/nginx:1.29" }),
    ],
    violating: [
        [containers({ image: "nginx" }), /no digest and no fixed tag/],
        [containers({ image: "nginx:latest" }), /no digest/],
        [containers({ image: "localhost:5000/nginx" }), /no digest/],
    ],
    unknown: { containerDefinitions: "deferred" },
    absent: { containerDefinitions: "passes" },
    wrongType: containers({ image: 7 }),
});

testRule(ecsFileSystemsEncrypted, {
    compliant: {
        volumes: [
            { name: "files", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } },
        ],
    },
    also: [{ volumes: [{ name: "scratch" }] }],
    violating: [[{ "volumes.0.efsVolumeConfiguration.transitEncryption": "DISABLED" }, /is not ENABLED/]],
    unknown: { volumes: "fails", "volumes.0.efsVolumeConfiguration.transitEncryption": "fails" },
    absent: { "volumes.0.efsVolumeConfiguration.transitEncryption": "fails", volumes: "passes" },
    wrongType: { volumes: 7 },
});

testRule(ecsPlatformVersion, {
    compliant: { platformVersion: "LATEST" },
    // The newest of Linux, and of Windows.
    also: [{ platformVersion: "1.4.0" }, { platformVersion: "1.0.0" }, { platformVersion: "" }],
    violating: [
        [{ platformVersion: "1.3.0" }, /is an old version/],
        [{ platformVersion: "1.1.0" }, /is an old version/],
    ],
    unknown: { platformVersion: "fails" },
    absent: { platformVersion: "passes" },
    wrongType: { platformVersion: 7 },
});

testRule(ecsContainerInsights, {
    compliant: { settings: [{ name: "containerInsights", value: "enhanced" }] },
    also: [{ "settings.0.value": "enabled" }],
    violating: [
        [{ settings: [{ name: "containerInsights", value: "disabled" }] }, /no containerInsights/],
        [{ settings: [] }, /no containerInsights/],
    ],
    unknown: { settings: "fails", "settings.0.value": "fails" },
    absent: { settings: "fails", "settings.0.value": "fails" },
    wrongType: { settings: 7 },
});

testRule(ecsExecLogged, {
    compliant: { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } },
    violating: [[{ "configuration.executeCommandConfiguration.logging": "NONE" }, /is NONE/]],
    unknown: { "configuration.executeCommandConfiguration.logging": "fails" },
    absent: { configuration: "passes" },
    wrongType: { "configuration.executeCommandConfiguration.logging": 7 },
});

const execLog = (logConfiguration: object) => ({
    "configuration.executeCommandConfiguration.logging": "OVERRIDE",
    "configuration.executeCommandConfiguration.logConfiguration": logConfiguration,
});

testRule(ecsExecCustomerKey, {
    compliant: {
        configuration: {
            executeCommandConfiguration: {
                kmsKeyId: "arn:key",
                logging: "OVERRIDE",
                logConfiguration: {
                    cloudWatchLogGroupName: "exec",
                    cloudWatchEncryptionEnabled: true,
                    s3BucketName: "logs",
                    s3BucketEncryptionEnabled: true,
                },
            },
        },
    },
    also: [
        { "configuration.executeCommandConfiguration": { kmsKeyId: "arn:key" } },
        execLog({ cloudWatchLogGroupName: "exec", cloudWatchEncryptionEnabled: true }),
        execLog({ s3BucketName: "logs", s3BucketEncryptionEnabled: true }),
    ],
    violating: [
        [{ "configuration.executeCommandConfiguration.kmsKeyId": "" }, /is not set/],
        [execLog({ cloudWatchLogGroupName: "exec" }), /cloudWatchEncryptionEnabled is not true/],
        [
            execLog({ cloudWatchLogGroupName: "exec", cloudWatchEncryptionEnabled: false }),
            /^configuration\.executeCommandConfiguration\.logConfiguration\.cloudWatchEncryptionEnabled is not true/,
        ],
        [execLog({ s3BucketName: "logs" }), /s3BucketEncryptionEnabled is not true/],
        [
            execLog({
                cloudWatchLogGroupName: "exec",
                cloudWatchEncryptionEnabled: true,
                s3BucketName: "logs",
            }),
            /s3BucketEncryptionEnabled is not true/,
        ],
        [
            { "configuration.executeCommandConfiguration.logConfiguration": undefined },
            /logConfiguration is not set/,
        ],
    ],
    unknown: {
        "configuration.executeCommandConfiguration.kmsKeyId": "passes",
        "configuration.executeCommandConfiguration.logConfiguration": "fails",
        "configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName": "passes",
        "configuration.executeCommandConfiguration.logConfiguration.s3BucketName": "passes",
    },
    absent: { configuration: "fails" },
    wrongType: { "configuration.executeCommandConfiguration.kmsKeyId": 7 },
});

testRule(ecsNoShell, {
    compliant: { enableExecuteCommand: false },
    also: [{ enableExecuteCommand: "false" }],
    violating: [[{ enableExecuteCommand: true }, /^enableExecuteCommand is true/]],
    unknown: { enableExecuteCommand: "fails" },
    absent: { enableExecuteCommand: "passes" },
    wrongType: { enableExecuteCommand: "maybe" },
});

testRule(ecsCircuitBreaker, {
    compliant: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    also: [{ deploymentController: { type: "CODE_DEPLOY" }, deploymentCircuitBreaker: undefined }],
    violating: [
        [{ "deploymentCircuitBreaker.enable": false }, /enable is not true/],
        [{ "deploymentCircuitBreaker.rollback": false }, /rollback is not true/],
    ],
    unknown: { "deploymentCircuitBreaker.enable": "fails", "deploymentController.type": "fails" },
    absent: { deploymentCircuitBreaker: "fails", deploymentController: "passes" },
    wrongType: { "deploymentCircuitBreaker.rollback": 7 },
});

testRule(ecsTwoTasks, {
    compliant: { desiredCount: 3 },
    also: [{ schedulingStrategy: "DAEMON", desiredCount: undefined }],
    violating: [[{ desiredCount: 2 }, /below 3/]],
    unknown: { desiredCount: "fails" },
    absent: { desiredCount: "fails", schedulingStrategy: "passes" },
    wrongType: { desiredCount: "many" },
    asked: { settings: { "ecs-two-tasks": { tasks: 3 } } },
});

testRule(ecsManagedTermination, {
    compliant: { autoScalingGroupProvider: { managedTerminationProtection: "ENABLED" } },
    violating: [[{ "autoScalingGroupProvider.managedTerminationProtection": "DISABLED" }, /is not ENABLED/]],
    unknown: { "autoScalingGroupProvider.managedTerminationProtection": "fails" },
    absent: {
        "autoScalingGroupProvider.managedTerminationProtection": "fails",
        autoScalingGroupProvider: "passes",
    },
    wrongType: { "autoScalingGroupProvider.managedTerminationProtection": 7 },
});

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const role = (name: string): Sent => ({ type: "aws:iam/role:Role", name, props: { arn: `arn:${name}` } });

const task = (executionRoleArn: string, taskRoleArn: string): Sent => ({
    type: TASK,
    props: { executionRoleArn, taskRoleArn },
});

const preview = (start: string, run: string): Sent => ({
    ...task(UNKNOWN, UNKNOWN),
    dependencies: { executionRoleArn: [urnOf(role(start))], taskRoleArn: [urnOf(role(run))] },
});

testStackRule(ecsSeparateRoles, {
    satisfied: {
        "a role each": [role("start"), role("run"), task("arn:start", "arn:run")],
        "no role for the task": [role("start"), { type: TASK, props: { executionRoleArn: "arn:start" } }],
        "two roles of a preview": [role("start"), role("run"), preview("start", "run")],
    },
    broken: {
        "one role for both": [[role("both"), task("arn:both", "arn:both")], /same role/, "it"],
        "one role of another stack": [[task("arn:other", "arn:other")], /same role/],
        "one role of a preview": [[role("both"), preview("both", "both")], /same role/],
        "a wrong type": [[{ type: TASK, props: { executionRoleArn: 7, taskRoleArn: 7 } }], /is a number/],
    },
    unknown: { "the roles of another stack are unknown": [[task(UNKNOWN, UNKNOWN)], "deferred"] },
});
