import { stackRule } from "../../core/rule";
import type { StackResource } from "../../core/reading/stackView";

const SET = "aws:sesv2/configurationSet:ConfigurationSet";
const DESTINATION = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination";

export const sesFeedback = stackRule({
    name: "ses-feedback",
    title: "Configuration sets report bounces and complaints",
    description:
        "AWS stops accounts whose mail bounces or is called spam; without events nobody knows in time.",
    severity: "medium",
    catalogues: {},
    remediation: "Add an enabled event destination whose matchingEventTypes have BOUNCE and COMPLAINT.",
    url: "https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html",
    check(stack) {
        for (const set of stack.all(SET)) {
            const events = stack.referring(DESTINATION, "configurationSetName", set).flatMap(eventsOf);
            for (const event of ["BOUNCE", "COMPLAINT"].filter((one) => !events.includes(one))) {
                set.fail("configurationSetName", `has no enabled event destination for ${event}`);
            }
        }
    },
});

function eventsOf(destination: StackResource): readonly string[] {
    if (destination.boolean("eventDestination.enabled", false) !== true) return [];
    return destination.strings("eventDestination.matchingEventTypes") ?? [];
}
