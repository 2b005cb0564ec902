/** Subjects of OIDC: who a provider says that a token is for. */

/** How subjects of one repository or project begin, of GitHub, GitLab, Pulumi; `<name>` stands for what must be said. */
const SHAPES = [
    "repo:<owner>/<repository>:",
    "project_path:<group>/<project>:",
    "pulumi:deploy:org:<organisation>:project:<project>:",
];

/**
 * Whether a subject leaves nothing open, or only what comes after all names of a shape.
 *
 * @param shapes besides those that are known
 */
export function isNamed(subject: string, shapes: readonly string[]): boolean {
    if (/^[^*?]+$/.test(subject)) return true;
    return [...SHAPES, ...shapes].some((shape) => {
        const parts = shape.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        return new RegExp(`^${parts.join("[^*?:]+")}`).test(subject);
    });
}
