/** Audit services: CloudTrail, Config, GuardDuty, Security Hub. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimators } from "../estimator";

const DETECTOR_FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";

/** Standards that Security Hub enables by default: its own best practices and CIS 1.2. */
const DEFAULT_STANDARDS = 2;

export const audit: Estimators = {
    "aws:cloudtrail/trail:Trail": (resource, { assumptions }) => {
        const trail = read(resource);
        const chosen = [...trail.readers("advancedEventSelectors"), ...trail.readers("eventSelectors")];
        const ofData = chosen.some((selector) => {
            const categories = selector
                .readers("fieldSelectors")
                .filter((field) => field.text("field") === "eventCategory")
                .flatMap((field) => field.list("equals"));
            return categories.includes("Data") || selector.list("dataResources").length > 0;
        });
        const events = { quantity: times(assumptions.trailEvents, 1e-5), assumptions: ["trailEvents"] };
        return [
            ...(ofData ? [{ what: "data events", price: "cloudtrail/data", ...events }] : []),
            ...(trail.list("insightSelectors").length > 0
                ? [{ what: "events that insights look at", price: "cloudtrail/insights", ...events }]
                : []),
        ];
    },
    "aws:cfg/recorder:Recorder": (_, { assumptions }) => [
        {
            what: "recorded changes",
            price: "config/item",
            quantity: assumptions.configItems,
            assumptions: ["configItems"],
        },
    ],
    "aws:cfg/rule:Rule": (_, { assumptions }) => [
        {
            what: "evaluations of rule",
            price: "config/evaluation",
            quantity: assumptions.configEvaluations,
            assumptions: ["configEvaluations"],
        },
    ],
    "aws:guardduty/detector:Detector": (resource, { assumptions, stack }) => {
        if (read(resource).flag("enable") === false) return [];
        const features = stack
            .referringTo(resource, DETECTOR_FEATURE)
            .map(read)
            .filter((feature) => feature.text("status") !== "DISABLED")
            .map((feature) => feature.needText("name"));
        return [
            {
                what: "events of the account",
                price: "guardduty/event",
                quantity: times(assumptions.guardDutyEvents, 1e-6),
                assumptions: ["guardDutyEvents"],
            },
            {
                what: "flow and DNS logs",
                price: "guardduty/log",
                quantity: assumptions.guardDutyGb,
                assumptions: ["guardDutyGb"],
            },
            ...features.map((name) => ({
                what: `feature ${name}`,
                price: `guardduty/${name}`,
                quantity: assumptions.guardDutyFeature,
                assumptions: ["guardDutyFeature"],
            })),
        ];
    },
    "aws:securityhub/account:Account": (resource, { assumptions }) =>
        read(resource).flag("enableDefaultStandards") === false
            ? []
            : [
                  {
                      what: "checks of the default standards",
                      price: "securityhub/check",
                      quantity: times(assumptions.securityChecks, exactly(DEFAULT_STANDARDS)),
                      assumptions: ["securityChecks"],
                  },
              ],
    "aws:securityhub/standardsSubscription:StandardsSubscription": (_, { assumptions }) => [
        {
            what: "checks of standard",
            price: "securityhub/check",
            quantity: assumptions.securityChecks,
            assumptions: ["securityChecks"],
        },
    ],
};
