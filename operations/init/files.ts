/** Every file of a new project. */
import * as path from "node:path";
import type { Answers } from "./answers";
import { application, type Files } from "./application";
import { type Installed, ownSettings, projectFile, STACKS } from "./configuration";
import type { Place } from "./place";
import { waiversFile } from "./waivers";
import { deployWorkflow, driftWorkflow, previewWorkflow, type WorkflowOptions } from "./workflows";

/** The texts by path, relative to the project; workflows may lie above it. */
export function projectFiles(answers: Answers, place: Place, now = new Date()): Files {
    const { name } = answers;
    const installed = seenFrom(place);
    return {
        "Pulumi.yaml": projectFile(answers, installed),
        ...Object.fromEntries(
            STACKS.map((stack) => [
                `Pulumi.${stack}.yaml`,
                `# yaml-language-server: $schema=${installed.schemas}/schema.json\n${TITLES[stack]}\nconfig:\n` +
                    `${ownSettings(stack, answers)}\n`,
            ]),
        ),
        "index.ts": INDEX,
        "waivers.yaml": waiversFile(answers, now),
        ...application(answers),
        ...(place.isInside ? {} : ownRepository(name, place)),
        ...(place.isInside ? {} : workflows(answers, place)),
    };
}

/** The program of every stack. Components of your own can stand before the last line. */
const INDEX = `/** The platform that the configuration describes; what it returns are the stack's outputs. */
import program = require("plumbline/program");
export = program;
`;

const TITLES: Readonly<Record<(typeof STACKS)[number], string>> = {
    local: "# On the emulator, without an AWS account.",
    dev: "# Where the team tries things out.",
    staging: "# What is about to go to production.",
    prod: "# What customers see.",
};

function seenFrom(place: Place): Installed {
    const { folder, installation, isInside } = place;
    return {
        schemas: path.posix.join(packageFrom(place), "config"),
        tsconfig: isInside ? path.relative(folder, path.join(installation, "tsconfig.run.json")) : undefined,
    };
}

/** The installed package, seen from the project; npm has yet to put it there where plumb comes from a repository. */
function packageFrom({ folder, installation, isInside }: Place): string {
    const isBelow = !path.relative(path.dirname(path.dirname(installation)), folder).startsWith("..");
    const isFound = path.basename(path.dirname(installation)) === "node_modules" && isBelow;
    return isInside || isFound ? path.relative(folder, installation) : "node_modules/plumbline";
}

/** What the repository of plumbline has for all projects in it. */
function ownRepository(name: string, { dependency }: Place): Files {
    const manifest = {
        name,
        version: "0.0.0",
        private: true,
        dependencies: { plumbline: dependency },
    };
    return {
        ".gitignore": "node_modules/\n.plumb/\ndrift-report/\n",
        "tsconfig.json": `${JSON.stringify({ extends: "plumbline/tsconfig.project.json" }, undefined, 2)}\n`,
        ...(dependency !== undefined && { "package.json": `${JSON.stringify(manifest, undefined, 2)}\n` }),
    };
}

function workflows(answers: Answers, { folder, repository, packages }: Place): Files {
    const elsewhere = path.relative(folder, packages);
    const below = path.relative(repository, folder);
    const options: WorkflowOptions = {
        project: answers.name,
        stacks: STACKS.flatMap((stack) =>
            stack === "local" ? [] : [{ stack, account: answers.accounts[stack], region: answers.region }],
        ),
        plumb: "npx plumb",
        policyPack: path.posix.join(elsewhere, "node_modules/plumbline/policy-pack"),
        install: `npm ci --ignore-scripts${elsewhere === "" ? "" : ` --prefix ${elsewhere}`}`,
        ...(below !== "" && { folder: `${below}/` }),
    };
    const prefix = below === "" ? "" : `${answers.name}-`;
    const at = (file: string) =>
        path.join(path.relative(folder, repository), ".github/workflows", `${prefix}${file}`);
    return {
        [at("preview.yml")]: previewWorkflow(options),
        [at("deploy.yml")]: deployWorkflow(options),
        [at("drift.yml")]: driftWorkflow(options),
    };
}
