import type { Mutation } from "../../mutations/mutation";

export const route53: readonly Mutation[] = [
    { rule: "dns-no-force-destroy", type: "aws:route53/zone:Zone", set: { forceDestroy: true } },
    { rule: "dns-query-logs", add: [{ type: "aws:route53/zone:Zone", props: { name: "example.org" } }] },
];
