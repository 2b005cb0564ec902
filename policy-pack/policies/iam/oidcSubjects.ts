/** Subjects of OIDC: the identity to which a provider issues a token. */

/** Prefixes of subjects of one repository or project, of GitHub, GitLab, Pulumi; `<name>` marks required text. */
const SHAPES = [
    "repo:<owner>/<repository>:",
    "project_path:<group>/<project>:",
    "pulumi:deploy:org:<organisation>:project:<project>:",
];

/**
 * Whether a subject has no wildcards, or only after all names of a shape.
 *
 * @param shapes in addition to the built-in shapes
 */
export function isNamed(subject: string, shapes: readonly string[]): boolean {
    if (/^[^*?]+$/.test(subject)) return true;
    return [...SHAPES, ...shapes].some((shape) => {
        const parts = shape.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        return new RegExp(`^${parts.join("[^*?:]+")}`).test(subject);
    });
}
