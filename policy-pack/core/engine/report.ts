import type { ReportViolation } from "@pulumi/policy";

/**
 * Reports a finding at a level of its own.
 *
 * The SDK takes an object in place of the message, with the parts of the report to replace; its typings don't say so.
 * Without it, the level would be the same in every environment.
 */
export function reportAt(
    report: ReportViolation,
    enforcementLevel: "mandatory" | "advisory",
    message: string,
    urn: string,
): void {
    (report as unknown as (finding: object) => void)({ message, urn, enforcementLevel });
}
