import { readAssumptions } from "../../../cost/assumptions";
import { estimate } from "../../../cost/estimate";
import { REGIONS } from "../../../cost/prices";
import type { StackResource } from "../../core/reading/stackView";
import { regionOfStack, stackResources } from "./stackResources";
import { stackRule } from "../../core/rule";
import { SETTINGS } from "./settings";

export const costPricesKnown = stackRule({
    name: "cost-prices-known",
    title: "The price table covers every resource",
    description: "The estimate that is compared with the budget omits resources without a price.",
    severity: "low",
    profile: "advice",
    catalogues: {},
    remediation:
        "Look the price up and add it to the budget: the pack's price table (cost/prices.json of its sources) lacks it.",
    url: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html",
    // What is not known yet has a price once it is.
    deferred: ["*"],
    settings: { region: SETTINGS.region },
    check(stack, settings) {
        const raw = stack.resources.map((resource) => resource.raw);
        const region = regionOfStack(raw) ?? settings.string("region");
        const { assumptions } = readAssumptions({});
        const { unknown } = estimate(stackResources(raw), { region, assumptions });
        const byCause = new Map<string, { reason: string; of: StackResource[] }>();
        for (const { urn, reason, path } of unknown) {
            const resource = stack.resources.find((one) => one.urn === urn);
            if (path !== undefined && resource?.isUnknown(path)) resource.string(path, "");
            else if (resource) {
                const known = byCause.get(causeOf(reason));
                if (known) known.of.push(resource);
                else byCause.set(causeOf(reason), { reason, of: [resource] });
            }
        }
        // One gap of the table is one finding, however many resources it is about.
        for (const { reason, of } of byCause.values()) {
            const rest = of.length === 1 ? "" : `; nor are those of ${of.length - 1} more`;
            of[0]?.fail("price", `is not known: ${reason}${rest}`);
        }
    },
});

/** What is missing: of a region without any price, the region. */
function causeOf(reason: string): string {
    const [, region] = / in ([a-z]+(?:-[a-z]+)+-\d)$/.exec(reason) ?? [];
    return region !== undefined && !REGIONS.includes(region) ? region : reason;
}
