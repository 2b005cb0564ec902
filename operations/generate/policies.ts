/** The page about the policies, from their own descriptions. */
import type { ResourceRule, Rule } from "../../policy-pack/core/rule";
import { rules } from "../../policy-pack/policies";
import { ENVIRONMENTS, LEVELS } from "../../policy-pack/core/profiles";
import { markdownTable } from "../../model/markdown";
import { type NotCovered, notCovered } from "./notCovered";
import { type Files, GENERATED, page } from "./write";

/** The page about the rules, and the list of their names, which must not change by mistake. */
export async function generatePolicies(): Promise<Files> {
    const names = rules.map(({ name }) => `${name}\n`).sort();
    return [
        await page("docs/reference/policies.md", cataloguePage()),
        ["tests/policy-pack/rules.txt", names.join("")],
    ];
}

function cataloguePage(): string {
    const judging = rules.filter(({ kind }) => kind !== "remediation");
    const remediations = rules.filter(({ kind }) => kind === "remediation");
    return [
        "# Policies",
        GENERATED,
        `${judging.length} rules and ${remediations.length} remediations. How to use, extend and waive them: ` +
            "[policy-pack/README.md](../../policy-pack/README.md).",
        "Levels, from left to right: local, dev, staging, prod; **M** mandatory (blocks), a advisory, – does not run. " +
            "*stack* rules look at several resources, after the others. *later* names the properties whose unknown " +
            "values a preview leaves to `./plumb policy` on the deployed state; any other unknown value breaks the rule.",
        ...groups(judging).map(([service, group]) => `## ${service}\n\n${tableOf(group)}`),
        "## Remediations\n\nThey change resources before they are deployed, and run only where their level is set to " +
            "`remediate`.",
        markdownTable(
            ["Remediation", "What it does"],
            remediations.map(({ name, description }) => [`\`${name}\``, description]),
        ),
        "## Settings",
        markdownTable(
            ["Rule", "Setting", "Default", "What"],
            rules.flatMap(({ name, settings = {} }) =>
                Object.entries(settings).map(([key, setting]) => [
                    `\`${name}\``,
                    `\`${key}\``,
                    `\`${shortened(JSON.stringify(setting.default))}\``,
                    setting.description,
                ]),
            ),
        ),
        "## Not covered\n\nRules of other catalogues that this one leaves out on purpose.",
        markdownTable(
            ["Ids", "What", "Why not"],
            notCovered.map(({ ids, what, why }: NotCovered) => [ids.join(", "), what, why]),
        ),
    ].join("\n\n");
}

function tableOf(group: readonly Rule[]): string {
    return markdownTable(
        ["Rule", "Severity", "Levels", "What", "Same as", "Later"],
        group.map((rule) => [
            `[\`${rule.name}\`](${rule.url})${rule.kind === "stack" ? " *stack*" : ""}`,
            rule.severity,
            ENVIRONMENTS.map((environment) => SIGNS[LEVELS[rule.profile ?? "always"][environment]]).join(" "),
            rule.title,
            sameAs(rule),
            (rule.deferred ?? []).map((path) => `\`${path}\``).join(", "),
        ]),
    );
}

const SIGNS = { mandatory: "**M**", advisory: "a", disabled: "–" } as const;

function sameAs({ catalogues }: Pick<ResourceRule, "catalogues">): string {
    const { fsbp = [], checkov = [], cdkNag = [] } = catalogues;
    return [...fsbp, ...checkov, ...cdkNag].join(", ");
}

/** Rules by the service that begins their names. */
function groups(all: readonly Rule[]): [string, Rule[]][] {
    const found = new Map<string, Rule[]>();
    for (const rule of all) {
        const service = rule.name.split("-")[0] ?? "";
        found.set(service, [...(found.get(service) ?? []), rule]);
    }
    return [...found].sort(([one], [other]) => one.localeCompare(other));
}

function shortened(text: string): string {
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
