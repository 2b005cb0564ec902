import assert from "node:assert/strict";

import { ApplicationServer, type ApplicationServerArgs } from "../../../components/server/applicationServer";
import {
    API_KEY_SECRET,
    base,
    DATABASE_SECRET,
    folderOf,
    KEY,
    links,
    logs,
    vpc,
    zone,
    LOAD_BALANCER,
    READ_SECRETS,
} from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: ApplicationServerArgs = { ...base, vpc, logs, keyArn: KEY };
const exposure: NonNullable<ApplicationServerArgs["exposure"]> = {
    loadBalancer: LOAD_BALANCER,
    host: "reports.shop.example.com",
    zone,
    priority: 77,
};
const server = async (more: Partial<ApplicationServerArgs> = {}) =>
    await record(() => new ApplicationServer("reports", { ...args, ...more }));
type Graph = Awaited<ReturnType<typeof server>>["graph"];

const userData = (graph: Graph): string =>
    Buffer.from(String(graph.inputs("ec2.LaunchTemplate")["userData"]), "base64").toString();

describe("ApplicationServer", () => {
    const recording = recordOnce(
        () =>
            new ApplicationServer("reports", {
                ...args,
                links,
                exposure,
                environment: { GREETING: 'say "hi"' },
                tags: { Owner: "platform" },
                alarmTopicArn: "arn:topic",
            }),
    );

    it("creates exactly these resources, when public, with a database, a bucket and a secret", () => {
        assert.deepEqual(recording().graph.counts(), {
            ApplicationServer: 1,
            "autoscaling.Group": 1,
            "cloudwatch.LogGroup": 1,
            "cloudwatch.MetricAlarm": 6,
            "ec2.LaunchTemplate": 1,
            "ec2.SecurityGroup": 1,
            "iam.InstanceProfile": 1,
            "iam.Role": 1,
            "iam.RolePolicy": 1,
            "iam.RolePolicyAttachment": 1,
            "lb.ListenerRule": 1,
            "lb.TargetGroup": 1,
            "route53.Record": 1,
            "vpc.SecurityGroupEgressRule": 3,
            "vpc.SecurityGroupIngressRule": 2,
        });
    });

    it("starts instances with IMDSv2 only, an encrypted volume, no public address and no SSH key", () => {
        const template = recording().graph.inputs("ec2.LaunchTemplate");
        assert.deepEqual(template, {
            userData: template["userData"],
            imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
            instanceType: "t4g.micro",
            iamInstanceProfile: { arn: "arn:aws:iam:eu-west-1:111122223333:instanceprofile/reports" },
            metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
            networkInterfaces: [
                {
                    deviceIndex: 0,
                    associatePublicIpAddress: "false",
                    securityGroups: ["securitygroup-reports"],
                    deleteOnTermination: "true",
                },
            ],
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: {
                        volumeType: "gp3",
                        volumeSize: 16,
                        encrypted: "true",
                        kmsKeyId: KEY,
                        deleteOnTermination: "true",
                    },
                },
            ],
            tagSpecifications: [{ resourceType: "volume", tags: { Owner: "platform", Name: "reports" } }],
            updateDefaultVersion: true,
        });
    });

    it("uses the default image of its processor, or the given one", async () => {
        const image = async (more: Partial<ApplicationServerArgs>): Promise<string> =>
            String((await server(more)).graph.inputs("ec2.LaunchTemplate")["imageId"]);
        for (const arm of ["t4g.small", "m7gd.large", "c8gn.xlarge"]) {
            assert.match(await image({ instanceType: arm }), /-arm64$/, arm);
        }
        for (const intel of ["t3.small", "m7i.large", "g5.xlarge"]) {
            assert.match(await image({ instanceType: intel }), /-x86_64$/, intel);
        }
        assert.equal(await image({ image: "ami-0123456789abcdef0" }), "ami-0123456789abcdef0");
    });

    it("replaces instances one by one, starts a new one before it stops an old one, and after 30 days at the latest", () => {
        const { inputs, ignoreChanges } = recording().graph.one("autoscaling.Group");
        const replacing = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
        assert.deepEqual(inputs, {
            minSize: 1,
            maxSize: 1,
            desiredCapacity: 1,
            vpcZoneIdentifiers: vpc.privateSubnetIds,
            launchTemplate: { id: "launchtemplate-reports", version: "3" },
            healthCheckType: "ELB",
            healthCheckGracePeriod: 180,
            defaultInstanceWarmup: 60,
            maxInstanceLifetime: 2592000,
            instanceMaintenancePolicy: replacing,
            instanceRefresh: { strategy: "Rolling", preferences: { ...replacing, autoRollback: false } },
            enabledMetrics: ["GroupInServiceInstances", "GroupPendingInstances", "GroupTerminatingInstances"],
            metricsGranularity: "1Minute",
            targetGroupArns: ["arn:aws:lb:eu-west-1:111122223333:targetgroup/reports"],
            tags: [
                { key: "Owner", value: "platform", propagateAtLaunch: true },
                { key: "Name", value: "reports", propagateAtLaunch: true },
            ],
        });
        assert.deepEqual(ignoreChanges, ["desiredCapacity"]);
    });

    it("rolls back automatically if the image is pinned", async () => {
        const { graph } = await server({ image: "ami-0123456789abcdef0" });
        const { preferences } = graph.inputs("autoscaling.Group")["instanceRefresh"] as {
            preferences: object;
        };
        assert.partialDeepStrictEqual(preferences, { autoRollback: true });
    });

    it("scales with CPU between minimum and maximum", async () => {
        assert.deepEqual(recording().graph.names("autoscaling.Policy"), []);
        const { graph } = await server({ minInstances: 2, maxInstances: 5 });
        assert.deepEqual(graph.inputs("autoscaling.Policy"), {
            autoscalingGroupName: "reports-0a1b2c3",
            policyType: "TargetTrackingScaling",
            targetTrackingConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
                targetValue: 70,
            },
        });
    });

    it("opens the linked port to the database, HTTPS out, and its own port to the load balancer", async () => {
        const rules = (graph: Graph) =>
            [...graph.all("vpc.SecurityGroupIngressRule"), ...graph.all("vpc.SecurityGroupEgressRule")].map(
                ({ name, inputs }) => [
                    name,
                    inputs["securityGroupId"],
                    inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"],
                    inputs["fromPort"],
                ],
            );
        const own = "securitygroup-reports";
        assert.deepEqual(rules(recording().graph), [
            ["reports-database-app-in", "sg-database", own, 5432],
            ["reports-public-in", own, "sg-balancer", 8080],
            ["reports-database-app-out", own, "sg-database", 5432],
            ["reports-https-out", own, "0.0.0.0/0", 443],
            ["reports-public-out", "sg-balancer", own, 8080],
        ]);
        assert.deepEqual(rules((await server()).graph), [["reports-https-out", own, "0.0.0.0/0", 443]]);
    });

    it("is managed by Systems Manager, and has the permissions of its links only", () => {
        const { graph } = recording();
        assert.deepEqual(
            graph.inputs("iam.RolePolicyAttachment")["policyArn"],
            "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
        );
        assert.deepEqual(graph.statements("iam.Role", "reports", "assumeRolePolicy"), [
            { Effect: "Allow", Principal: { Service: ["ec2.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
        ]);
        assert.deepEqual(graph.statements("iam.RolePolicy", "reports"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/reports:*"],
            },
            { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::uploads/*"] },
            ...READ_SECRETS,
        ]);
    });

    it("has alarms on load, instances, errors, latency and failing health checks", () => {
        assert.deepEqual(recording().graph.names("cloudwatch.MetricAlarm"), [
            "reports-cpu",
            "reports-errors",
            "reports-instances",
            "reports-slow",
            "reports-status",
            "reports-unhealthy",
        ]);
        assert.deepEqual(
            recording().graph.inputs("cloudwatch.MetricAlarm", "reports-instances")["dimensions"],
            { AutoScalingGroupName: "reports-0a1b2c3" },
        );
    });

    it("shows load, instances, requests and latency", () => {
        const { title, widgets } = recording().made.dashboardRow();
        assert.equal(title, "Server reports");
        const titles = widgets.map((widget) => (widget as unknown as { args: { title: string } }).args.title);
        assert.deepEqual(titles, ["CPU (%)", "Instances", "Requests", "Response time (s)"]);
    });

    it("has a DNS record to the load balancer, or no address at all", async () => {
        assert.equal(await resolve(recording().made.url), "https://reports.shop.example.com");
        assert.equal((await server()).made.url, undefined);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "ApplicationServer", [
            "groupName",
            "securityGroupId",
            "logGroupName",
            "url",
        ]);
    });
});

describe("the user data of a server", () => {
    const { folder, remove } = folderOf({ "setup.sh": "#!/bin/sh\necho ready\n" });
    after(remove);

    it("writes plain variables and the ARNs of secrets, for systemd", async () => {
        const { graph } = await server({ links, environment: { GREETING: 'say "hi" \\o/' } });
        const [, file] = /cat > \/etc\/reports\.env <<'(END-\w+)'\n/.exec(userData(graph)) ?? [];
        assert.ok(file);
        const [, content] = userData(graph).split(`cat > /etc/reports.env <<'${file}'\n`);
        assert.deepEqual(content?.split(`\n${file}`)[0]?.split("\n"), [
            'BUCKET_UPLOADS_NAME="uploads"',
            'DATABASE_APP_HOST="db.internal"',
            `DATABASE_APP_PASSWORD_ARN="${DATABASE_SECRET}"`,
            'DATABASE_APP_PORT="5432"',
            `DATABASE_APP_USERNAME_ARN="${DATABASE_SECRET}"`,
            'GREETING="say \\"hi\\" \\\\o/"',
            'PORT="8080"',
            `SECRET_API_KEY_ARN="${API_KEY_SECRET}"`,
        ]);
    });

    it("reads secrets into memory at every boot, by their ARNs", async () => {
        const text = userData((await server({ links })).graph);
        assert.ok(text.includes(`DATABASE_APP_PASSWORD ${DATABASE_SECRET} password\n`));
        assert.ok(text.includes(`SECRET_API_KEY ${API_KEY_SECRET}\n`));
        assert.ok(text.includes('os.open("/run/reports.env", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)'));
        assert.ok(text.includes("systemctl enable --now reports-secrets.service"));
    });

    it("has no secret script without secrets, and no agent without log files", async () => {
        const text = userData((await server()).graph);
        assert.doesNotMatch(text, /secret|cloudwatch/i);
    });

    it("configures the CloudWatch agent for the given log files", async () => {
        const text = userData((await server({ logFiles: ["/var/log/app/*.log"] })).graph);
        const [, json] = /plumbline\.json <<'END-\w+'\n([^]*?)\nEND-/.exec(text) ?? [];
        assert.deepEqual(JSON.parse(json ?? ""), {
            logs: {
                logs_collected: {
                    files: {
                        collect_list: [
                            {
                                file_path: "/var/log/app/*.log",
                                log_group_name: "reports-0a1b2c3",
                                log_stream_name: "{instance_id}/var/log/app/-.log",
                            },
                        ],
                    },
                },
            },
        });
    });

    it("ends with the given script, in a world-readable file", async () => {
        const text = userData((await server({ script: `${folder}/setup.sh` })).graph);
        assert.match(text, /\n#!\/bin\/sh\necho ready\nEND-/);
        assert.ok(text.endsWith("umask 022\n/usr/local/sbin/reports-setup\n\n"));
    });
});
