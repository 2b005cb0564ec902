import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";

/**
 * Most characters of the names of project and stack together: X-Ray's group is called `<project>-<stack>` and may have 32.
 * Everything else that is named after them has more room, with 20 characters for the name that stands behind.
 * https://docs.aws.amazon.com/xray/latest/api/API_CreateGroup.html
 */
export const MAX_NAMES = 31;

/** Most characters of the project's name: a stack's has four at least, such as `prod`. */
const MAX_PROJECT_NAME = MAX_NAMES - 4;

/** A rule for names in AWS that contain the names of project and stack. */
interface Rule {
    readonly fits: RegExp;
    readonly words: string;
    /** The resources of the stack with such a name; undefined if there are none. */
    readonly reason: (values: Wanted) => string | undefined;
}

type Wanted = Pick<
    Values,
    "repositories" | "services" | "tasks" | "functions" | "caches" | "protect" | "security"
>;

const RULES: readonly Rule[] = [
    {
        // Dashboard, task definitions, the Slack channel:
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
        fits: /^[\w-]+$/,
        words: "letters, digits, hyphens and underscores only",
        reason: () => "the dashboard is",
    },
    {
        // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
        fits: /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
        words: "lower-case letters and digits, with single hyphens or underscores between them only",
        reason: ({ repositories, ...built }) =>
            Object.keys(repositories).length > 0 ||
            [built.services, built.tasks, built.functions].some((workloads) =>
                Object.values(workloads).some(({ build }) => build),
            )
                ? "image repositories are"
                : undefined,
    },
    {
        // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
        fits: /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/,
        words: "letters and digits, with single hyphens or underscores between them only",
        reason: ({ security }) => (security.trail === "create" ? "the trail is" : undefined),
    },
    {
        // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html
        fits: /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/,
        words: "letters and digits, a letter first, with single hyphens between them only",
        reason: ({ caches, protect }) =>
            protect && Object.keys(caches).length > 0 ? "the last snapshots of caches are" : undefined,
    },
];

/** Many names in AWS contain those of project and stack, and AWS rejects an invalid one late in a deployment. */
export const stackNameFits: Check = {
    keys: ["repositories", "services", "tasks", "functions", "caches", "protect", "security"],
    run: (values, { stack, project }) => {
        if (project.length > MAX_PROJECT_NAME) {
            return complain(
                PROJECT,
                project,
                `has ${project.length} characters; it must have at most ${MAX_PROJECT_NAME}, because much in AWS is named after project and stack`,
            );
        }
        const most = MAX_NAMES - project.length;
        if (stack.length > most) {
            return complain(
                "stack",
                stack,
                `has ${stack.length} characters; it must have at most ${most}, because much in AWS is named after it (pulumi stack init with a shorter name)`,
            );
        }
        return [...misfits(PROJECT, project, values), ...misfits("stack", stack, values)];
    },
};

/** The key of a project's name, and its file. */
const PROJECT = "name (Pulumi.yaml)";

function complain(key: string, name: string, message: string): Problem[] {
    return [{ key, message: `${show(name)} ${message}` }];
}

/** The first rule that a name breaks. */
function misfits(key: string, name: string, values: Wanted): Problem[] {
    for (const { fits, words, reason } of RULES) {
        const what = reason(values);
        if (what !== undefined && !fits.test(name)) {
            return complain(key, name, `is not allowed; it must be ${words}, because ${what} named after it`);
        }
    }
    return [];
}
