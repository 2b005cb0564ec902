import { readAssumptions } from "../../../cost/assumptions";
import { estimate } from "../../../cost/estimate";
import { regionOfStack, stackResources } from "./stackResources";
import { stackRule } from "../../core/rule";
import { SETTINGS } from "./settings";

export const costPricesKnown = stackRule({
    name: "cost-prices-known",
    title: "The price of everything is known",
    description: "What has no price is missing from the estimate that is held against the budget.",
    severity: "low",
    profile: "advice",
    catalogues: {},
    remediation:
        "Look the price up, and allow for it in the budget: the pack's table (cost/prices.json of its sources) lacks it.",
    url: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html",
    // What is not known yet has a price once it is.
    deferred: ["*"],
    settings: { region: SETTINGS.region },
    check(stack, settings) {
        const raw = stack.resources.map((resource) => resource.raw);
        const region = regionOfStack(raw) ?? settings.string("region");
        const { assumptions } = readAssumptions({});
        const { unknown } = estimate(stackResources(raw), { region, assumptions });
        for (const { urn, reason, path } of unknown) {
            const resource = stack.resources.find((one) => one.urn === urn);
            if (path !== undefined && resource?.isUnknown(path)) resource.string(path, "");
            else resource?.fail("price", `is not known: ${reason}`);
        }
    },
});
