/** Texts of a stack file as parts of resource names. Several texts can have the same name: `config/checks/names.ts` finds them. */

/** Small letters and digits, with single hyphens for everything else: `team@example.com` is `team-example-com`. */
export function hyphenated(text: string): string {
    return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** The same without hyphens at the ends: `GET /orders/{id}` is `get-orders-id`. */
export function slug(text: string): string {
    return hyphenated(text).replace(/^-|-$/g, "");
}

/** Hyphens for dots, slashes and colons: `ecr.api` is `ecr-api`, `core:database/app` is `core-database-app`. */
export function dashed(text: string): string {
    return text.replace(/[./:]/g, "-");
}

/**
 * The name of an environment variable: kind, name and role in upper snake case, for example
 * `variable("database", "app", "host")` is `DATABASE_APP_HOST`.
 */
export function variable(...parts: string[]): string {
    return parts.join("_").replaceAll("-", "_").toUpperCase();
}

/** A path that is never traced, as part of the name of its rule: `/health*` is `health`. */
export function ignoredPathName(path: string): string {
    return slug(path) || "root";
}

/**
 * Domain of a stack's private names. A VPC has each domain once: in one that several stacks stand in the project's name tells
 * them apart.
 */
export function privateDomain(
    { stack, project }: { readonly stack: string; readonly project: string },
    isShared: boolean,
): string {
    return isShared ? `${stack}.${project}.internal` : `${stack}.internal`;
}
