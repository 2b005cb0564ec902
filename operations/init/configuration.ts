/** The texts of Pulumi.yaml and the stack files. */
import {
    type Answers,
    type Beginning,
    ENVIRONMENTS,
    type Environment,
    LOCAL_ACCOUNT,
    needsNetwork,
} from "./answers";

/** A stack of a new project. */
export type StackName = "local" | Environment;

export const STACKS: readonly StackName[] = ["local", ...ENVIRONMENTS];

/** Where files of the installation are, as seen from the project. */
export interface Installed {
    /** The folder of the schemas, by which editors complete the configuration. */
    readonly schemas: string;
    /** The file that tells how to compile index.ts, if the project has none of its own. */
    readonly tsconfig: string | undefined;
}

/** Pulumi.yaml, with what all environments have in common. */
export function projectFile(answers: Answers, { schemas, tsconfig }: Installed): string {
    const { name, region, email, repository, beginnings } = answers;
    const options = tsconfig === undefined ? "" : `\n  options:\n    tsconfig: ${tsconfig}`;
    const delivery =
        repository === undefined
            ? `  # The repository on GitHub whose workflows may preview and deploy:
  # plumbline:delivery: { value: { repository: owner/name } }`
            : `  # The repository on GitHub whose workflows may preview and deploy.
  plumbline:delivery: { value: { repository: ${repository} } }`;
    const sections = Object.entries(SECTIONS).flatMap(([beginning, section]) =>
        beginnings.includes(beginning as Beginning) ? [section(answers)] : [],
    );
    return [
        `# yaml-language-server: $schema=${schemas}/projectSchema.json
name: ${name}
description: ${name} on AWS, one stack per environment
runtime:
  name: nodejs${options}
# What all environments have in common; Pulumi.<stack>.yaml says what differs, entry by entry. Maps stand below value: here.
config:
  plumbline:region: ${region}
  # Tags of everything.
  plumbline:owner: ${name}
  plumbline:costCenter: ${name}
  # Who gets alarms; each address confirms once.
  plumbline:alerts: { value: { emails: [${email}] } }`,
        delivery,
        ...sections,
        "",
    ].join("\n");
}

/** What makes an environment. */
export function ownSettings(stack: StackName, answers: Answers): string {
    const { name, accounts, domain, region } = answers;
    const place = STACKS.indexOf(stack) + 1;
    const isLocal = stack === "local";
    const lines = [
        "pulumi:disable-default-providers: [aws]",
        `plumbline:tier: ${stack} # which column of defaults`,
        isLocal
            ? `plumbline:accountId: "${LOCAL_ACCOUNT}"`
            : `plumbline:accountId: "${accounts[stack]}" # the only account that this stack may touch`,
        `plumbline:emulator: ${isLocal ? "http://127.0.0.1:4566" : "none"}`,
    ];
    if (needsNetwork(answers)) {
        lines.push(
            `plumbline:network: { cidr: 10.${place}0.0.0/16, zones: [${zonesOf(region).join(", ")}] }`,
        );
    }
    if (isPublic(answers)) {
        const host = isLocal ? `${name}.localhost` : stack === "prod" ? domain : `${stack}.${domain}`;
        lines.push(`plumbline:domain: { name: ${host} }`);
    }
    return lines.map((line) => `  ${line}`).join("\n");
}

/** Everything that the world can reach has a name of its own. */
function isPublic({ beginnings }: Answers): boolean {
    return beginnings.some((beginning) => beginning !== "database");
}

/** Two zones that every account has in a region: not each has an "a" and a "b". */
function zonesOf(region: string): readonly [string, string] {
    return ODD_ZONES[region] ?? ["a", "b"];
}

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html */
const ODD_ZONES: Readonly<Record<string, readonly [string, string]>> = {
    "ap-northeast-1": ["a", "c"],
    "sa-east-1": ["a", "c"],
    "us-west-1": ["a", "c"],
};

const SECTIONS: Readonly<Record<Beginning, (answers: Answers) => string>> = {
    database: () => `  plumbline:databases:
    value:
      main: { engine: aurora-postgresql, version: "16" }`,
    api: (answers) => `  plumbline:functions:
    value:
      hello:
        code: functions/hello # the folder, whose index.mjs exports handler${uses(answers)}
  plumbline:apis:
    value:
      main:
        subdomain: api
        routes:
          GET /health: { function: hello, public: true } # others ask for a signature, or a user of a directory`,
    site: () => `  plumbline:sites:
    value:
      main: { content: site }`,
    service: (answers) => `  plumbline:services:
    value:
      web:
        image: public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine # your own, by digest or fixed tag
        user: "101:101"${uses(answers)}
        local: { folder: services/web, command: [node, main.mjs] } # what local stacks run instead of the image
        public: { healthCheckPath: / }`,
    server: (answers) => `  plumbline:servers:
    value:
      tool:
        instanceType: t4g.micro
        script: servers/tool/setup.sh # sets up what the server runs${uses(answers)}
        public: { healthCheckPath: / }`,
};

/** Addresses, secrets, permissions and ports for the database follow from this one line. */
function uses({ beginnings }: Answers): string {
    return beginnings.includes("database") ? "\n        uses: [database/main]" : "";
}
