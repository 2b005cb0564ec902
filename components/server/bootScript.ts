import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

import type { Link } from "../support/link";

/** Arguments of the script that runs at the first boot. */
export interface BootScriptArgs {
    readonly region: string;
    /** Plain environment variables. */
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
    /** Where secrets are; their values are read on the server, at every boot. */
    readonly secrets: Required<Link>["secrets"];
    /** Files to send to a log group; none: no CloudWatch agent. */
    readonly logFiles: readonly string[];
    readonly logGroupName: pulumi.Input<string>;
    /** Shell script that sets up the application. @default none */
    readonly script?: string | undefined;
}

/**
 * User data of a server, readable by every principal that may describe instances: it holds no secret. Plain variables
 * and the ARNs of secrets (`<NAME>_ARN`) are in `/etc/<name>.env`; the values of secrets come to
 * `/run/<name>.env`, which is memory and belongs to root, before any unit that requires `<name>-secrets.service`.
 *
 * @throws Error if the script cannot be read
 */
export function bootScript(name: string, args: BootScriptArgs): pulumi.Output<string> {
    const script = args.script === undefined ? [] : [setUp(name, readFileSync(args.script, "utf8"))];
    const fixed = pulumi.output({
        environment: args.environment,
        secrets: args.secrets,
        logGroupName: args.logGroupName,
    });
    return fixed.apply(({ environment, secrets, logGroupName }) => {
        const references = Object.entries(secrets);
        const arns = Object.fromEntries(references.map(([key, { arn }]) => [`${key}_ARN`, arn]));
        return [
            "#!/bin/bash\nset -euo pipefail\numask 077",
            file(`/etc/${name}.env`, variables({ ...environment, ...arns })),
            ...(references.length > 0 ? [readSecrets(name, args.region, references)] : []),
            ...(args.logFiles.length > 0 ? [sendLogs(logGroupName, args.logFiles)] : []),
            ...script,
            "",
        ].join("\n\n");
    });
}

type References = [variable: string, reference: { readonly arn: string; readonly jsonKey?: string }][];

/** A program, and a systemd unit that runs it at every boot: a rotated secret is there after a restart. */
function readSecrets(name: string, region: string, references: References): string {
    const list = references
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([variable, { arn, jsonKey }]) =>
            [variable, arn, ...(jsonKey === undefined ? [] : [jsonKey])].join(" "),
        )
        .join("\n");
    const program = `#!/usr/bin/python3
import json, os, re, subprocess

def secret(arn):
    command = ["aws", "secretsmanager", "get-secret-value", "--region", "${region}", "--output", "json", "--secret-id", arn]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["SecretString"]

lines = []
for line in open("/etc/${name}.secrets"):
    variable, arn, *key = line.split()
    value = str(json.loads(secret(arn))[key[0]]) if key else secret(arn)
    lines.append('%s="%s"\\n' % (variable, re.sub(r'([\\\\"$\`])', r"\\\\\\1", value)))
with os.fdopen(os.open("/run/${name}.env", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
    out.writelines(lines)`;
    const unit = `[Unit]
Description=Secrets of ${name}, in memory
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/${name}-secrets

[Install]
WantedBy=multi-user.target`;
    return [
        file(`/etc/${name}.secrets`, list),
        file(`/usr/local/sbin/${name}-secrets`, program),
        `chmod 700 /usr/local/sbin/${name}-secrets`,
        file(`/etc/systemd/system/${name}-secrets.service`, unit),
        `systemctl daemon-reload\nsystemctl enable --now ${name}-secrets.service`,
    ].join("\n");
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html */
function sendLogs(logGroup: string, logFiles: readonly string[]): string {
    const path = "/opt/aws/amazon-cloudwatch-agent/etc/plumbline.json";
    const files = logFiles.map((filePath) => ({
        file_path: filePath,
        log_group_name: logGroup,
        log_stream_name: `{instance_id}${filePath}`.replaceAll("*", "-"),
    }));
    const settings = { logs: { logs_collected: { files: { collect_list: files } } } };
    return [
        "dnf install -y amazon-cloudwatch-agent",
        file(path, JSON.stringify(settings, undefined, 2)),
        `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${path}`,
    ].join("\n");
}

function setUp(name: string, script: string): string {
    const path = `/usr/local/sbin/${name}-setup`;
    return [file(path, script.trimEnd()), `chmod 700 ${path}\numask 022`, path].join("\n");
}

/** Writes a file; the mark of its end is made of the content, so that it cannot be part of it. */
function file(path: string, content: string): string {
    const end = `END-${createHash("sha256").update(content).digest("hex").slice(0, 16)}`;
    return `cat > ${path} <<'${end}'\n${content}\n${end}`;
}

/**
 * In the form that systemd's EnvironmentFile takes, and that means the same to a shell which reads the file: a value with
 * `$(…)` in it is no command.
 */
function variables(values: Readonly<Record<string, string>>): string {
    return Object.entries(values)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}="${value.replaceAll(/[\\"$`]/g, "\\$&")}"`)
        .join("\n");
}
