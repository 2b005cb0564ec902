import { resourceRule } from "../../core/rule";

const GROUP_SCHEDULE = "aws:autoscaling/schedule:Schedule";
const SCALING_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** What stops something that runs, as a call that EventBridge Scheduler makes. */
const STOPS = /^arn:aws[a-z-]*:scheduler:::aws-sdk:(rds:stopDB(Cluster|Instance)|ec2:stopInstances)$/;

export const autoscalingAlwaysOn = resourceRule({
    name: "autoscaling-always-on",
    title: "No schedule switches servers, services and databases off",
    description: "Users come at any time, and a deployment at night finds nothing that could take it.",
    severity: "high",
    profile: "live",
    catalogues: {},
    remediation: "Let schedules keep at least one of what they scale, and stop nothing.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/design-your-workload-to-withstand-component-failures.html",
    types: [GROUP_SCHEDULE, SCALING_ACTION, SCHEDULE],
    // Of what the stack makes itself; calls are known beforehand.
    deferred: ["target.arn"],
    check(schedule) {
        if (schedule.type === SCHEDULE) {
            if (STOPS.test(schedule.string("target.arn", "") ?? ""))
                schedule.fail("target.arn", "is a call that stops it");
            return;
        }
        const path = schedule.type === GROUP_SCHEDULE ? "maxSize" : "scalableTargetAction.maxCapacity";
        if (schedule.number(path, 1) === 0) schedule.fail(path, "is 0");
    },
});
