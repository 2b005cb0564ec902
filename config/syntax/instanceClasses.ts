/** Instance classes of databases and node types of caches, by family and size. */

/** Sizes of burstable classes, and of all others that RDS and ElastiCache have. */
const SIZES: Readonly<Record<string, RegExp>> = {
    t: /^(micro|small|medium|large|xlarge|2xlarge)$/,
    other: /^(large|xlarge|\d{1,2}xlarge)$/,
};

/** Families that RDS no longer makes new instances of: https://aws.amazon.com/rds/previous-generation/ */
const FORMER = /^([mrt][12]|[mr][34])$/;

/** Families of ElastiCache without encryption: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html */
const FORMER_NODES = /^([cmt]1|[mr][23])$/;

/** The words for what is allowed instead of an instance class of RDS; undefined if RDS has it. */
export function otherInstanceClass(text: string): string | undefined {
    const [, family = "", size = ""] = /^db\.([a-z]+\d[a-z]*)\.([a-z0-9]+)$/.exec(text) ?? [];
    if (family === "" || !sizesOf(family).test(size)) return 'an instance class such as "db.t4g.small"';
    return FORMER.test(family)
        ? 'an instance class that RDS still offers, such as "db.t4g.small"'
        : undefined;
}

/**
 * The same for Aurora, which has classes for memory, and for tests burstable ones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
 */
export function otherAuroraClass(text: string): string | undefined {
    const known = otherInstanceClass(text);
    if (known !== undefined) return known;
    return /^db\.(t(3|4g)\.(medium|large)|[rx]\d\w*\.\w+)$/.test(text)
        ? undefined
        : 'an instance class that Aurora has, such as "db.r7g.large" or "db.t4g.medium"';
}

/** The words for what is allowed instead of a node type of ElastiCache; undefined if it has that. */
export function otherNodeType(text: string): string | undefined {
    const [, family = "", size = ""] = /^cache\.([a-z]+\d[a-z]*)\.([a-z0-9]+)$/.exec(text) ?? [];
    const sizes = family.startsWith("t") ? /^(micro|small|medium)$/ : sizesOf(family);
    if (family === "" || !sizes.test(size)) return 'a node type such as "cache.t4g.micro"';
    if (FORMER_NODES.test(family)) return 'a node type that encrypts data, such as "cache.t4g.micro"';
    return family.endsWith("gd")
        ? 'a node type without data tiering, which the platform does not use, such as "cache.r7g.large"'
        : undefined;
}

function sizesOf(family: string): RegExp {
    return SIZES[family[0] ?? ""] ?? (SIZES["other"] as RegExp);
}
