import { dnsDomainLock } from "../../../../policy-pack/policies/route53domains/domainLock";
import { testRule } from "../../support/fixtures";

testRule(dnsDomainLock, {
    compliant: { domainName: "example.com", transferLock: true, autoRenew: true },
    violating: [
        [{ transferLock: false }, /^transferLock is false/],
        [{ autoRenew: false }, /^autoRenew is false/],
    ],
    unknown: { transferLock: "fails", autoRenew: "fails" },
    absent: { transferLock: "passes", autoRenew: "passes" },
    wrongType: { transferLock: "yes" },
});
